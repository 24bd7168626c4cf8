package dev.aegis.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clause 6: what a callback does to its session does not reach the next borrower of the connection. */
class CleanConnectionTest {

    /** What the first borrower leaves would catch the rows of the next, which are acknowledged and then gone. */
    @Nested
    @DatabaseTest(isolation = Isolation.FRESH)
    class AcknowledgedRows {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "select v into temp orders from orders",
                    "create temp table orders as select v from orders",
                    "create table temp.orders as select v from orders",
                    "create table pg_temp.orders as select v from orders"
                })
        void areInTheTableThatEveryoneSees(String leftover, TestDatabase test) {
            test.execute("create table orders (v varchar(20))");
            try (Database db =
                    Database.open(DatabaseConfig.builder(test.url()).poolSize(1).build())) {
                Throwable unknownHere =
                        catchThrowable(() -> db.useTransaction(tx -> tx.handle().execute(leftover)));
                assertThat(unknownHere)
                        .satisfiesAnyOf(
                                error -> assertThat(error).isNull(),
                                error -> assertThat(error).isInstanceOf(DatabaseException.Failed.class));

                db.useTransaction(tx -> tx.handle().execute("insert into orders values ('acknowledged')"));
            }
            assertThat(test.rowCount("orders")).isEqualTo(1);
        }
    }

    private static void assertClean(TestDatabase test, String change, String question) {
        DatabaseConfig one = DatabaseConfig.builder(test.url()).poolSize(1).build();
        try (Database db = Database.open(one)) {
            String before = ask(db, question);

            db.useTransaction(tx -> tx.handle().execute(change));

            assertThat(ask(db, question)).isEqualTo(before);
        }
    }

    private static String ask(Database db, String question) {
        return db.inTransaction(
                tx -> tx.handle().createQuery(question).mapTo(String.class).one());
    }

    @Nested
    @DatabaseTest(isolation = Isolation.FRESH, engines = TestEngine.POSTGRESQL)
    class OnPostgresql {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "set search_path to elsewhere | show search_path",
                    "set session characteristics as transaction read only | show default_transaction_read_only",
                    "create temp table leftover (a int) | select count(*) from pg_class where relname = 'leftover' and pg_table_is_visible(oid)",
                    "listen news | select count(*) from pg_listening_channels()",
                    "select pg_advisory_lock(1) | select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()",
                    "select PG_ADVISORY_LOCK(1) | select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()",
                    "select set_config('lock_timeout', '1s', false) | show lock_timeout",
                    "select 1; set lock_timeout = '1s' | show lock_timeout",
                    "prepare p as select 1 | select count(*) from pg_prepared_statements where name = 'p'"
                })
        void nothingIsLeft(String change, String question, TestDatabase test) {
            assertClean(test, change, question);
        }
    }

    @Nested
    @DatabaseTest(isolation = Isolation.FRESH, engines = TestEngine.SQLITE)
    class OnSqlite {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "pragma cache_size(17) | pragma cache_size",
                    "pragma busy_timeout = 1 | pragma busy_timeout",
                    "create temp table leftover (a int) | select count(*) from temp.sqlite_schema",
                })
        void nothingIsLeft(String change, String question, TestDatabase test) {
            assertClean(test, change, question);
        }
    }
}
