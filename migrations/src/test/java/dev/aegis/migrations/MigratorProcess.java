package dev.aegis.migrations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A migrator in a JVM of its own, as one of several services that start at once, or to be killed. */
final class MigratorProcess implements AutoCloseable {
    private static final Duration LONGEST_RUN = Duration.ofSeconds(60);

    private final Process process;
    private final Path output;

    private MigratorProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** What the process does; prints nothing of its own. */
    public static void main(String[] arguments) {
        TestMigrators.with(arguments[0], arguments[1]).migrate();
    }

    static MigratorProcess start(String changelog, String url) {
        try {
            Path output = Files.createTempFile("migrator-process", ".txt");
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--enable-native-access=ALL-UNNAMED",
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            MigratorProcess.class.getName(),
                            changelog,
                            url))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new MigratorProcess(process, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(LONGEST_RUN.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("The process has not ended within " + LONGEST_RUN + "; it printed: " + output());
        }
        return process.exitValue();
    }

    /** All that it printed, also to standard error. */
    String output() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(LONGEST_RUN.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            Files.deleteIfExists(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
