package dev.aegis.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a PostgreSQL database is opened, and refused in one line that says what to do. */
@DatabaseTest(isolation = Isolation.FRESH, engines = TestEngine.POSTGRESQL)
class PostgresOpeningTest {

    @Test
    void aServerThatRefusesIsNamedWithoutThePassword() throws IOException {
        int closedPort;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closedPort = socket.getLocalPort();
        }

        assertRefused(
                "postgresql://app:secret@localhost:" + closedPort + "/app",
                "DATABASE_URL=postgresql://app:***@localhost:" + closedPort
                        + "/app: connection refused; start PostgreSQL");
    }

    @Test
    void anUnknownHostIsNamed() {
        assertRefused("postgresql://app:secret@nowhere.invalid/app", "unknown host");
    }

    @Test
    void aMissingDatabaseIsNamed(TestDatabase test) {
        assertRefused(test.url().replaceFirst("/[^/]*$", "/lacking"), "database \"lacking\" does not exist; create it");
    }

    private static void assertRefused(String url, String message) {
        assertThatThrownBy(() -> Database.open(DatabaseConfig.of(url)).close())
                .isInstanceOf(DatabaseException.Unavailable.class)
                .hasMessageContaining(message)
                .message()
                .doesNotContain("secret", "\n");
    }

    @Test
    void nothingWaitsForEver(TestDatabase test) {
        try (Database db = Database.open(DatabaseConfig.of(test.url()))) {
            Map<String, String> settings = db.health().settings();

            assertThat(settings)
                    .containsEntry("statement_timeout", "30s")
                    .containsEntry("lock_timeout", "10s")
                    .containsEntry("idle_in_transaction_session_timeout", "1min");
        }
    }

    @Test
    void optionsOfTheUrlChangeWhatTheyNameAndNothingElse(TestDatabase test) throws SQLException {
        String options = "?options=-c%20search_path%3Dpg_catalog%20-c%20lock_timeout%3D2s";
        try (Database db = Database.open(DatabaseConfig.of(test.url() + options))) {
            assertThat(shown(db, "statement_timeout")).isEqualTo("30s");
            assertThat(shown(db, "lock_timeout")).isEqualTo("2s");
            assertThat(shown(db, "idle_in_transaction_session_timeout")).isEqualTo("1min");
            assertThat(shown(db, "search_path")).isEqualTo("pg_catalog");
        }
        try (Connection looking =
                        DirectConnections.openReadOnly("DATABASE_URL", DatabaseUrl.parse(test.url() + options));
                Statement statement = looking.createStatement()) {
            assertThatThrownBy(() -> statement.execute("create table notes (body text)"))
                    .hasMessageContaining("read-only transaction");
        }
    }

    private static String shown(Database db, String setting) {
        return db.inTransaction(tx ->
                tx.handle().createQuery("show " + setting).mapTo(String.class).one());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?pgbouncer=true"})
    void lookingCannotWrite(String parameters, TestDatabase test) throws SQLException {
        test.execute("create table notes (body text)");

        try (Connection connection =
                        DirectConnections.openReadOnly("DATABASE_URL", DatabaseUrl.parse(test.url() + parameters));
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("insert into notes values ('a')"))
                    .hasMessageContaining("read-only transaction");
        }
        assertThat(test.rowCount("notes")).isZero();
    }

    @Test
    void readsGoToTheReplicaWhenThereIsOne(TestDatabase test) {
        test.execute("create table notes (body text)");
        DatabaseConfig config = DatabaseConfig.builder(test.url())
                .replicaUrl(DatabaseUrl.parse(test.url() + "?ApplicationName=the-replica"))
                .build();
        try (Database db = Database.open(config)) {
            assertThat(db.<String, RuntimeException>read(PostgresOpeningTest::applicationName))
                    .isEqualTo("the-replica");
            assertThat(db.<String, RuntimeException>inTransaction(PostgresOpeningTest::applicationName))
                    .isEqualTo("aegis");
            String nested = db.inTransaction(tx -> db.read(PostgresOpeningTest::applicationName));
            assertThat(nested).as("a nested read sees the outer work").isEqualTo("aegis");
        }
    }

    private static String applicationName(Transaction tx) {
        return tx.handle()
                .createQuery("show application_name")
                .mapTo(String.class)
                .one();
    }
}
