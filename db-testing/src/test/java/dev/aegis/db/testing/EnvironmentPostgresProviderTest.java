package dev.aegis.db.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The server of the test, named by the environment of another one. */
@DatabaseTest(engines = TestEngine.POSTGRESQL, isolation = Isolation.FRESH)
class EnvironmentPostgresProviderTest {

    @Test
    void isPassedOverIfNothingIsSet() {
        assertThatThrownBy(() -> new EnvironmentPostgresProvider(Map.of()).start())
                .isInstanceOf(PostgresProvider.NotHere.class)
                .hasMessageContaining("TEST_DATABASE_URL is not set");
        assertThatThrownBy(() -> start(" ")).isInstanceOf(PostgresProvider.NotHere.class);
    }

    @Test
    void makesDatabasesThereAndRemovesThem(TestDatabase test) throws Exception {
        PhysicalDatabase template;
        PhysicalDatabase copy;
        try (PostgresServer server = start(test.url())) {
            assertThat(server.description()).startsWith("PostgreSQL ").endsWith(" of TEST_DATABASE_URL");
            template = server.create();
            try (Connection connection = template.connect()) {
                Vessels.execute(connection, "create table vessels as select 1 as id");
            }
            template.seal();
            copy = server.copyOf(template);
            try (Connection connection = copy.connect()) {
                assertThat(Vessels.count(connection)).isEqualTo(1);
            }
            assertThat(exists(test, copy)).isTrue();
        }
        assertThat(exists(test, copy)).isFalse();
        assertThat(exists(test, template)).isFalse();
    }

    @Test
    void removesWhatAKilledJvmHasLeftAndNothingElse(TestDatabase test) throws Exception {
        String abandoned = AbandonedDatabases.name(0xdead, 1);
        String living = AbandonedDatabases.name(0xa11fe, 1);
        try (Connection owner = test.dataSource().getConnection()) {
            AbandonedDatabases.claim(owner, 0xa11fe);
            Vessels.execute(owner, "create database " + abandoned);
            Vessels.execute(owner, "create database " + living);

            start(test.url()).close();

            assertThat(exists(test, abandoned)).isFalse();
            assertThat(exists(test, living)).isTrue();
            Vessels.execute(owner, "drop database " + living);
        }
    }

    @Test
    void keepsADatabaseUnderAnotherNameAndShowsNoPassword(TestDatabase test) throws Exception {
        String kept;
        try (PostgresServer server = start(test.url())) {
            kept = server.create().keep();
        }

        assertThat(kept).doesNotContain(":" + PostgresUrl.parse(test.url()).password() + "@");
        String name = kept.replaceAll("\\S+/(aegis_kept_\\w+) .*", "$1");
        assertThat(exists(test, name)).isTrue();
        test.execute("drop database " + name);
    }

    @Test
    void saysWhatToDoIfTheServerCannotBeReached() {
        assertThatThrownBy(() -> start("postgresql://me:secret@localhost:1/db"))
                .isInstanceOf(TestDatabaseException.class)
                .hasMessageContainingAll("TEST_DATABASE_URL=postgresql://me@localhost:1/db", "-Ddb=sqlite")
                .hasMessageNotContaining("secret");
    }

    @Test
    void saysWhatToDoIfTheUrlIsNone() {
        assertThatThrownBy(() -> start("jdbc:postgresql://localhost/db?password=secret"))
                .isInstanceOf(TestDatabaseException.class)
                .hasMessageContaining("TEST_DATABASE_URL is not of the form")
                .hasMessageNotContaining("secret");
    }

    private static PostgresServer start(String url) throws PostgresProvider.NotHere {
        return new EnvironmentPostgresProvider(Map.of("TEST_DATABASE_URL", url)).start();
    }

    private static boolean exists(TestDatabase test, PhysicalDatabase database) {
        return exists(test, database.name());
    }

    private static boolean exists(TestDatabase test, String name) {
        return !test.query("select 1 from pg_database where datname = ?", name).isEmpty();
    }
}
