package dev.aegis.dropwizard;

import dev.aegis.db.testing.DatabasePreparation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;

/** Tables with every kind of constraint, and on PostgreSQL one that loses the connection during COMMIT. */
public final class FamilyTables implements DatabasePreparation {
    @Override
    public void prepare(TestDatabase database) {
        database.load("""
                create table parents (id integer primary key, amount integer not null check (amount > 0));
                create table children (id integer primary key, parent_id integer not null references parents (id));
                insert into parents (id, amount) values (1, 1);
                """);
        if (database.engine() == TestEngine.POSTGRESQL) {
            database.load("""
                    create table fatal (id integer primary key);
                    create function lose_connection() returns trigger language plpgsql as
                        $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$;
                    create constraint trigger fatal_at_commit after insert on fatal
                        deferrable initially deferred for each row execute function lose_connection();
                    """);
        }
    }
}
