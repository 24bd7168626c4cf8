package dev.aegis.db;

import static dev.aegis.db.NotesTable.insert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.testing.DatabasePreparation;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import java.sql.SQLException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteConnection;

/** Clause 6: a connection that is fit for the next is not thrown away. */
@DatabaseTest(prepare = HealthyConnectionTest.Tables.class, isolation = Isolation.FRESH)
class HealthyConnectionTest {

    /** Notes, and a reference that is checked at COMMIT. */
    public static final class Tables implements DatabasePreparation {
        @Override
        public void prepare(TestDatabase database) {
            new NotesTable().prepare(database);
            database.execute("create table parents (id integer primary key)");
            database.execute(
                    "create table children (parent integer references parents (id) deferrable initially deferred)");
        }
    }

    @Test
    void aCommitThatFailsLeavesItInUse(TestDatabase test) throws SQLException {
        try (Database db =
                Database.open(DatabaseConfig.builder(test.url()).poolSize(1).build())) {
            String before = connection(db);

            assertThatThrownBy(() -> db.useTransaction(tx -> tx.handle().execute("insert into children values (7)")))
                    .isInstanceOf(DatabaseException.ConstraintViolated.class);

            assertThat(connection(db)).isEqualTo(before);
            assertThat(test.rowCount("children")).isZero();
        }
    }

    @Test
    void soDoesACallbackThatThrows(TestDatabase test) throws SQLException {
        try (Database db =
                Database.open(DatabaseConfig.builder(test.url()).poolSize(1).build())) {
            String before = connection(db);

            assertThatThrownBy(() -> db.useTransaction(tx -> {
                        insert(tx, "a");
                        insert(tx, "a");
                    }))
                    .isInstanceOf(DatabaseException.ConstraintViolated.class);

            assertThat(connection(db)).isEqualTo(before);
        }
    }

    /** Where serializable transactions are retried, a failed COMMIT is the normal outcome of one of two. */
    @Nested
    @DatabaseTest(prepare = Tables.class, isolation = Isolation.FRESH, engines = TestEngine.POSTGRESQL)
    class OnPostgresql {
        @Test
        void aSerializationFailureLeavesItInUse(TestDatabase test) throws SQLException {
            TransactionOptions serializable =
                    TransactionOptions.DEFAULT.withIsolation(TransactionIsolation.SERIALIZABLE);
            DatabaseConfig one = DatabaseConfig.builder(test.url()).poolSize(1).build();
            try (Database first = Database.open(one);
                    Database second = Database.open(one)) {
                String before = connection(second);

                assertThatThrownBy(() -> second.useTransaction(serializable, tx -> {
                            long seen = NotesTable.count(tx);
                            first.useTransaction(serializable, other -> insert(other, "a" + NotesTable.count(other)));
                            insert(tx, "b" + seen);
                        }))
                        .isInstanceOf(DatabaseException.Conflict.class);

                assertThat(connection(second)).isEqualTo(before);
            }
        }
    }

    /** A number of the server, or the object of the driver. */
    private static String connection(Database db) throws SQLException {
        return db.inTransaction(tx -> db.engine() == DatabaseEngine.POSTGRESQL
                ? tx.handle()
                        .createQuery("select pg_backend_pid()")
                        .mapTo(String.class)
                        .one()
                : String.valueOf(
                        System.identityHashCode(tx.handle().getConnection().unwrap(SQLiteConnection.class))));
    }
}
