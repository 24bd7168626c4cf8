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
    void closesTheDatabaseWhenAPortIsTaken(TestDatabase database) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> RunningService.start(
                            new TestApplication(),
                            Map.of(
                                    "DATABASE_URL",
                                    database.url(),
                                    "API_PORT",
                                    Integer.toString(taken.getLocalPort()),
                                    "API_ADMIN_PORT",
                                    "0",
                                    "LOG_LEVEL",
                                    "ERROR")))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("in use");
        }
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
}
