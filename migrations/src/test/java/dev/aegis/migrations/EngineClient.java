package dev.aegis.migrations;

import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** {@code psql} and {@code sqlite3}, as an operator uses them. */
public final class EngineClient {
    /** What came of a script; both outputs together. */
    public record Outcome(int exitCode, String output) {}

    private EngineClient() {}

    static Outcome run(String script, TestDatabase test) throws IOException, InterruptedException {
        return run(script, test.engine(), test.url());
    }

    /** Runs a script in a database; where there is no client, the test is skipped, but not in CI. */
    public static Outcome run(String script, TestEngine engine, String url) throws IOException, InterruptedException {
        boolean isSqlite = engine == TestEngine.SQLITE;
        requireClient(isSqlite ? "sqlite3" : "psql");
        Path file = Files.createTempFile("migration", ".sql");
        Path output = Files.createTempFile("migration", ".out");
        try {
            Files.writeString(file, script);
            Process process = new ProcessBuilder(
                            isSqlite
                                    ? List.of("sqlite3", url.substring("sqlite:///".length()))
                                    : List.of("psql", "-X", "-q", "-f", file.toString(), url))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .redirectInput(file.toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the client did not end: " + Files.readString(output));
            }
            return new Outcome(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            Files.delete(file);
            Files.delete(output);
        }
    }

    private static void requireClient(String name) {
        boolean exists = List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
        if (!exists && Boolean.parseBoolean(System.getenv("CI"))) {
            throw new AssertionError(name + " is not on PATH; install the client");
        }
        Assumptions.assumeTrue(exists, name + " is not on PATH");
    }
}
