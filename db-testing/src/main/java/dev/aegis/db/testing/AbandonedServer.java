package dev.aegis.db.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Stops a PostgreSQL server whose JVM was killed. */
final class AbandonedServer {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private AbandonedServer() {}

    /** Stops the server that a JVM with that scratch directory had started, as a process or as a container. */
    static void stopIn(Path directory) throws IOException {
        Path dataDirectory = EmbeddedPostgresProvider.dataDirectory(directory);
        Path pidFile = dataDirectory.resolve("postmaster.pid");
        if (Files.exists(pidFile)) {
            Optional<ProcessHandle> server = serverOf(Files.readAllLines(pidFile), dataDirectory);
            if (server.isPresent()) {
                stop(server.get());
            }
        }
        DockerPostgresProvider.removeContainerOf(directory);
    }

    /** The number in the file may meanwhile belong to another process: it must be a server on this directory. */
    private static Optional<ProcessHandle> serverOf(List<String> pidFile, Path dataDirectory) {
        if (pidFile.isEmpty() || !pidFile.get(0).strip().matches("\\d+")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(pidFile.get(0).strip()))
                .filter(process -> process.info()
                        .commandLine()
                        .or(() -> process.info().command())
                        .map(command -> command.contains(dataDirectory.toString()) || command.endsWith("postgres.exe"))
                        .orElse(false));
    }

    private static void stop(ProcessHandle server) {
        server.destroy();
        try {
            server.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            server.destroyForcibly();
        } catch (InterruptedException e) {
            server.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
