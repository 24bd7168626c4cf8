package dev.aegis.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/** {@code kill -9} while writing: what was acknowledged is there, and the next start works without help. */
@DatabaseTest(prepare = NotesTable.class, isolation = Isolation.FRESH)
class KilledProcessTest {
    private static final int ACKNOWLEDGED_BEFORE_THE_KILL = 200;

    @RepeatedTest(2)
    @Timeout(60)
    void losesNoAcknowledgedCommit(TestDatabase test) throws IOException, InterruptedException {
        Set<String> acknowledged = writeUntilKilled(test.url());

        try (Database db = Database.open(DatabaseConfig.of(test.url()))) {
            List<String> kept = db.read(tx -> tx.handle()
                    .createQuery("select body from notes")
                    .mapTo(String.class)
                    .list());
            assertThat(kept).containsAll(acknowledged);
            assertThat(kept)
                    .as("at most one more: committed, but killed before it could say so")
                    .hasSizeLessThanOrEqualTo(acknowledged.size() + 1);
            db.useTransaction(tx -> NotesTable.insert(tx, "the next start writes"));
        }
    }

    private static Set<String> writeUntilKilled(String url) throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        url)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Set<String> acknowledged = new HashSet<>();
        try (BufferedReader lines = writer.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                acknowledged.add(line);
                if (acknowledged.size() == ACKNOWLEDGED_BEFORE_THE_KILL) {
                    writer.toHandle().destroyForcibly(); // leaves what it has said readable
                }
            }
        } finally {
            writer.destroyForcibly();
            assertThat(writer.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ACKNOWLEDGED_BEFORE_THE_KILL);
        return acknowledged;
    }

    /** Writes one note after the other and says so after each commit, until it is killed. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) {
            try (Database db = Database.open(DatabaseConfig.of(arguments[0]))) {
                for (int note = 0; ; note++) {
                    String body = "note " + note;
                    db.useTransaction(tx -> NotesTable.insert(tx, body));
                    System.out.println(body);
                }
            }
        }
    }
}
