package dev.aegis.db;

import dev.aegis.db.testing.DatabasePreparation;
import dev.aegis.db.testing.TestDatabase;

/** The one small table that tests of transactions write to: a unique text. */
public final class NotesTable implements DatabasePreparation {
    static final String INSERT = "insert into notes (body) values (?)";

    @Override
    public void prepare(TestDatabase database) {
        database.execute("create table notes (body varchar(100) not null unique)");
    }

    static void insert(Transaction tx, String body) {
        tx.handle().execute(INSERT, body);
    }

    static long count(Transaction tx) {
        return tx.handle()
                .createQuery("select count(*) from notes")
                .mapTo(Long.class)
                .one();
    }
}
