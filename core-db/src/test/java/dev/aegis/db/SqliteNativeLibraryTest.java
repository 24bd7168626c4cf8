package dev.aegis.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The driver's native library is loaded once in a process: what happens when it cannot takes a process of its own. */
class SqliteNativeLibraryTest {

    @Test
    @Timeout(60)
    void whatCannotBeUnpackedIsSaidWithTheRemedy(@TempDir Path directory) throws IOException, InterruptedException {
        Path noDirectory = Files.createFile(directory.resolve("file"));
        Process opener = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.sqlite.tmpdir=" + noDirectory,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Opener.class.getName(),
                        "sqlite:///" + directory.resolve("app.db"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();

        String said = new String(opener.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(opener.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(said)
                .startsWith("DATABASE_URL=sqlite:///")
                .contains("the native library of SQLite cannot be loaded", "-Dorg.sqlite.tmpdir")
                .hasLineCount(1);
    }

    /** Prints why it cannot open a database. */
    static final class Opener {
        public static void main(String[] arguments) {
            try (Database db = Database.open(DatabaseConfig.of(arguments[0]))) {
                db.ping();
            } catch (DatabaseException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
