package dev.aegis.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.testing.DatabasePreparation;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import org.junit.jupiter.api.Test;

/** What a function of the application changes in the session, as is done for row-level security. */
@DatabaseTest(prepare = ResetSessionsTest.Tenants.class, isolation = Isolation.FRESH, engines = TestEngine.POSTGRESQL)
class ResetSessionsTest {

    /** A function that hides what it sets. */
    public static final class Tenants implements DatabasePreparation {
        @Override
        public void prepare(TestDatabase database) {
            database.execute("create function choose_tenant(name text) returns void language plpgsql as"
                    + " $$ begin perform set_config('app.tenant', name, false);"
                    + " create temp table choice as select name; end $$");
        }
    }

    @Test
    void reachesTheNextBorrowerUnlessSessionsAreReset(TestDatabase test) {
        assertThat(tenantOfTheNext(test, false)).isEqualTo("ada 1");
        assertThat(tenantOfTheNext(test, true)).isEqualTo(" 0");
    }

    private static String tenantOfTheNext(TestDatabase test, boolean reset) {
        try (Database db = Database.open(DatabaseConfig.builder(test.url())
                .poolSize(1)
                .resetSessions(reset)
                .build())) {
            db.useTransaction(tx -> tx.handle()
                    .createQuery("select choose_tenant('ada')")
                    .mapTo(String.class)
                    .findOne());
            return db.read(tx -> tx.handle()
                    .createQuery("select coalesce(current_setting('app.tenant', true), '') || ' ' || count(*)"
                            + " from pg_class where relnamespace = pg_my_temp_schema()")
                    .mapTo(String.class)
                    .one());
        }
    }

    /** There a session serves many clients, one transaction after the other. */
    @Test
    void behindPgbouncerAChangeIsRefused(TestDatabase test) {
        try (Database db = Database.open(DatabaseConfig.of(test.url() + "?pgbouncer=true"))) {
            assertThatThrownBy(() -> db.useTransaction(tx -> tx.handle().execute("set lock_timeout = '1s'")))
                    .hasMessageContaining("behind PgBouncer in transaction mode")
                    .hasMessageContaining("use set local");
            db.useTransaction(tx -> tx.handle().execute("set local lock_timeout = '1s'"));
        }
    }

    @Test
    void theSettingIsRefusedWhereItCannotHold(TestDatabase test) {
        assertThatThrownBy(() -> DatabaseConfig.builder(test.url() + "?pgbouncer=true")
                        .resetSessions(true)
                        .build())
                .hasMessageContaining("DATABASE_RESET_SESSIONS=true: behind PgBouncer");
        assertThatThrownBy(() -> DatabaseConfig.builder("sqlite:///a.db")
                        .resetSessions(true)
                        .build())
                .hasMessageContaining("DATABASE_RESET_SESSIONS=true: only PostgreSQL");
    }
}
