package dev.aegis.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.testing.DatabasePreparation;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A migration next door: another session alters a table whose statements the server has planned for this one. SQLite plans
 * again by itself.
 */
@DatabaseTest(prepare = StalePlanTest.Parts.class, isolation = Isolation.FRESH)
class StalePlanTest {
    private static final String ALL = "select * from parts order by id";

    /** A table with one row. */
    public static final class Parts implements DatabasePreparation {
        @Override
        public void prepare(TestDatabase database) {
            database.execute("create table parts (id integer primary key, name varchar(10))");
            database.execute("insert into parts values (1, 'nail')");
        }
    }

    private Database db;

    @BeforeEach
    void open(TestDatabase test) {
        db = Database.open(DatabaseConfig.builder(test.url()).poolSize(1).build());
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void theFirstStatementOfAReadIsExecutedAgain(TestDatabase test) {
        warm(() -> db.read(StalePlanTest::all));

        test.execute("alter table parts add column size integer");

        assertThat(db.<List<Map<String, Object>>, RuntimeException>read(StalePlanTest::all))
                .singleElement()
                .satisfies(row -> assertThat(row).containsKey("size"));
    }

    @Test
    void theFirstStatementOfAWriteIsExecutedAgainAndOnce(TestDatabase test) {
        AtomicInteger id = new AtomicInteger(1);
        Runnable insert = () -> db.useTransaction(tx -> tx.handle()
                .createQuery("insert into parts (id, name) values (:id, 'x') returning *")
                .bind("id", id.incrementAndGet())
                .mapToMap()
                .one());
        warm(insert);

        test.execute("alter table parts add column size integer");
        insert.run();

        assertThat(test.rowCount("parts")).isEqualTo(id.get());
    }

    @Test
    void anIsolationThatWasAskedForHolds(TestDatabase test) {
        TransactionOptions serializable = TransactionOptions.DEFAULT.withIsolation(TransactionIsolation.SERIALIZABLE);
        warm(() -> db.read(serializable, StalePlanTest::all));

        test.execute("alter table parts add column size integer");

        if (db.engine() == DatabaseEngine.POSTGRESQL) {
            String isolation = db.inTransaction(serializable, tx -> {
                all(tx);
                return tx.handle()
                        .createQuery("show transaction_isolation")
                        .mapTo(String.class)
                        .one();
            });
            assertThat(isolation).isEqualTo("serializable");
        } else {
            db.read(serializable, StalePlanTest::all);
        }
    }

    /** Statements before it are gone with the transaction, and what the callback did with their rows is not known. */
    @Test
    void aLaterOneIsAConflictWhoseTransactionCanRunAgain(TestDatabase test) {
        warm(() -> db.useTransaction(StalePlanTest::all));
        AtomicInteger runs = new AtomicInteger();
        TransactionConsumer<RuntimeException> work = tx -> {
            runs.incrementAndGet();
            tx.handle().execute("update parts set name = 'screw'");
            all(tx);
        };

        test.execute("alter table parts add column size integer");
        if (db.engine() == DatabaseEngine.POSTGRESQL) {
            assertThatThrownBy(() -> db.useTransaction(work)).isInstanceOf(DatabaseException.Conflict.class);
            assertThat(test.query("select name from parts")).containsExactly(Map.of("name", "nail"));
        }

        warm(() -> db.useTransaction(StalePlanTest::all));
        test.execute("alter table parts add column weight integer");
        runs.set(0);
        db.useTransaction(TransactionOptions.DEFAULT.withRetries(1), work);

        assertThat(runs).hasValue(db.engine() == DatabaseEngine.POSTGRESQL ? 2 : 1);
        assertThat(test.query("select name from parts")).containsExactly(Map.of("name", "screw"));
    }

    @Test
    void inANestedTransactionItIsAConflictToo(TestDatabase test) {
        warm(() -> db.useTransaction(StalePlanTest::all));

        test.execute("alter table parts add column size integer");

        if (db.engine() == DatabaseEngine.POSTGRESQL) {
            assertThatThrownBy(() -> db.useTransaction(tx -> tx.useTransaction(StalePlanTest::all)))
                    .isInstanceOf(DatabaseException.Conflict.class);
        }
        db.useTransaction(tx -> tx.useTransaction(StalePlanTest::all));
    }

    /** The driver forgets the rows of a batch when it has tried it. */
    @Test
    void aBatchLosesNoRow(TestDatabase test) {
        AtomicInteger id = new AtomicInteger(1);
        Runnable batch = () -> db.useTransaction(TransactionOptions.DEFAULT.withRetries(1), tx -> {
            PreparedBatch rows = tx.handle().prepareBatch("insert into parts (id, name) values (:id, 'x')");
            rows.bind("id", id.incrementAndGet()).add();
            rows.bind("id", id.incrementAndGet()).add();
            rows.executePreparedBatch("id").mapTo(Integer.class).list();
        });
        warm(batch);

        test.execute(
                db.engine() == DatabaseEngine.POSTGRESQL
                        ? "alter table parts alter column id type bigint"
                        : "alter table parts add column size integer");
        batch.run();

        assertThat(test.rowCount("parts")).isEqualTo(1 + 2 * 11);
    }

    /** The healthy connection stays; only what was planned on it is planned again. */
    @Nested
    @DatabaseTest(prepare = Parts.class, isolation = Isolation.FRESH, engines = TestEngine.POSTGRESQL)
    class OnPostgresql {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "alter table parts alter column name type varchar(100)",
                    "alter table parts alter column id type bigint",
                    "alter table parts add column size integer",
                    "alter table parts drop column name"
                })
        void theConnectionStays(String migration, TestDatabase test) {
            warm(() -> db.read(StalePlanTest::all));
            int before = backend();

            test.execute(migration);
            db.read(StalePlanTest::all);

            assertThat(backend()).isEqualTo(before);
        }

        private int backend() {
            return db.inTransaction(tx -> tx.handle()
                    .createQuery("select pg_backend_pid()")
                    .mapTo(Integer.class)
                    .one());
        }
    }

    private static List<Map<String, Object>> all(Transaction tx) {
        return tx.handle().createQuery(ALL).mapToMap().list();
    }

    /** The driver has a statement prepared by the server when it has been executed five times. */
    private static void warm(Runnable work) {
        for (int i = 0; i < 10; i++) {
            work.run();
        }
    }
}
