package dev.aegis.db.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.testing.PostgresProvider.NotHere;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@DatabaseTest(engines = TestEngine.POSTGRESQL, isolation = Isolation.FRESH)
class PostgresProvidersTest {

    private final List<String> asked = new ArrayList<>();

    @Test
    void theFirstThatIsOpenIsTaken(TestDatabase test) throws SQLException {
        PostgresProviders providers =
                new PostgresProviders(List.of(closed("url"), open("docker", test), open("embedded", test)));

        try (PostgresServer server = providers.start(null)) {
            assertThat(server.description()).contains("by docker");
        }
        assertThat(asked).containsExactly("url", "docker");
    }

    @Test
    void theOneThatIsNamedIsTakenAndNoOther(TestDatabase test) throws SQLException {
        PostgresProviders providers = new PostgresProviders(List.of(open("docker", test), open("embedded", test)));

        try (PostgresServer server = providers.start("embedded")) {
            assertThat(server.description()).contains("by embedded");
        }
        assertThat(asked).containsExactly("embedded");
    }

    @Test
    void theOneThatIsNamedFailsWithItsReasonIfItIsNotOpen(TestDatabase test) {
        PostgresProviders providers = new PostgresProviders(List.of(closed("docker"), open("embedded", test)));

        assertThatThrownBy(() -> providers.start("docker"))
                .isInstanceOf(TestDatabaseException.class)
                .hasMessage("-Ddb.postgres=docker: docker is not here");
    }

    @Test
    void anUnknownNameFailsWithTheKnownOnes(TestDatabase test) {
        PostgresProviders providers = new PostgresProviders(List.of(closed("docker"), open("embedded", test)));

        assertThatThrownBy(() -> providers.start("podman"))
                .hasMessage("-Ddb.postgres=podman: there is no such provider; allowed are docker, embedded");
    }

    @Test
    void withoutAnyTheRemedyIsNamed() {
        assertThatThrownBy(() -> new PostgresProviders(List.of(closed("docker"))).start(null))
                .hasMessageContainingAll("TEST_DATABASE_URL=", "-Ddb=sqlite");
    }

    private PostgresProvider open(String name, TestDatabase test) {
        return provider(name, () -> connect(test, name));
    }

    private PostgresProvider closed(String name) {
        return provider(name, () -> {
            throw NotHere.absent(name + " is not here");
        });
    }

    private PostgresProvider provider(String name, Start start) {
        return new PostgresProvider() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public PostgresServer start() throws NotHere {
                asked.add(name);
                return start.server();
            }
        };
    }

    private static PostgresServer connect(TestDatabase test, String name) {
        try {
            return PostgresServer.connect(PostgresUrl.parse(test.url()), "%s by " + name, PostgresUrl::toString);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private interface Start {
        PostgresServer server() throws NotHere;
    }
}
