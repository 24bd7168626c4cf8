package dev.aegis.dropwizard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A start that fails leaves nothing open: the fixture fails a test that leaves a connection. */
@DatabaseTest(isolation = Isolation.FRESH)
class StartupTest {
    @Test
    void refusesASchemaThatIsNewerThanTheProgram(TestDatabase database) {
        SchemaState newer = new SchemaState(2, List.of(), List.of("0003-c", "0004-d"), Optional.empty());

        StartupException refusal = catchThrowableOfType(
                StartupException.class, () -> TestApplication.start(database.url(), connection -> newer));

        assertThat(refusal.faults())
                .singleElement()
                .asString()
                .startsWith("DATABASE_URL=")
                .endsWith(": the schema is newer than this program, which does not know 0003-c, 0004-d;"
                        + " start the newer program");
    }

    @Test
    void saysHowARoleGetsTheRowsThatItMayNotSee(TestDatabase database) {
        StartupException refusal = catchThrowableOfType(
                StartupException.class,
                () -> TestApplication.start(database.url(), connection -> {
                    throw new SQLException("ERROR: permission denied for table databasechangelog", "42501");
                }));

        assertThat(refusal.faults())
                .singleElement()
                .asString()
                .startsWith("DATABASE_URL=")
                .endsWith(": ERROR: permission denied for table databasechangelog;"
                        + " let this role work with the rows by 'aegis migrate --grant-rows'");
    }

    @Test
    void namesEveryPortThatIsTaken(TestDatabase database) throws Exception {
        try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket second = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(first.getLocalPort());
            String adminPort = Integer.toString(second.getLocalPort());

            assertThat(faults(database, Map.of("API_PORT", port, "API_ADMIN_PORT", adminPort)))
                    .containsExactly(
                            "API_PORT=" + port + ": in use; stop the other process or choose another port",
                            "API_ADMIN_PORT=" + adminPort + ": in use; stop the other process or choose another port");
        }
    }

    @Test
    void namesAnAddressOfAnotherMachine(TestDatabase database) {
        assertThat(faults(database, Map.of("BIND_HOST", "192.0.2.1", "ADMIN_BIND_HOST", "no.such.host.invalid")))
                .containsExactly(
                        "BIND_HOST=192.0.2.1: not an address of this machine; use 127.0.0.1, or 0.0.0.0 for all of"
                                + " them",
                        "ADMIN_BIND_HOST=no.such.host.invalid: not an address of this machine; use 127.0.0.1, or"
                                + " 0.0.0.0 for all of them");
    }

    @Test
    void letsAMistakeInTheProgramOutAsItIs(TestDatabase database) {
        IllegalArgumentException mistake = new IllegalArgumentException("a mistake");

        assertThatThrownBy(() -> TestApplication.start(database.url(), connection -> {
                    throw mistake;
                }))
                .isSameAs(mistake);
    }

    @Test
    void canBeClosedTwice(TestDatabase database) {
        RunningService service = TestApplication.start(database.url());

        service.close();

        assertThatCode(service::close).doesNotThrowAnyException();
    }

    private static List<String> faults(TestDatabase database, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(
                Map.of("DATABASE_URL", database.url(), "API_PORT", "0", "API_ADMIN_PORT", "0", "LOG_LEVEL", "ERROR"));
        environment.putAll(settings);
        return catchThrowableOfType(
                        StartupException.class, () -> RunningService.start(new TestApplication(), environment))
                .faults();
    }
}
