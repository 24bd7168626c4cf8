package dev.aegis.migrations.fuzz;

import dev.aegis.db.DatabaseUrl;
import dev.aegis.migrations.Changelog;
import dev.aegis.migrations.Migrator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A changelog in a directory of its own, with the types of the real one and no changes. */
final class FuzzChangelog implements AutoCloseable {
    private static final Path MEMORY = Path.of("/dev/shm");

    private final Path directory;

    FuzzChangelog() throws IOException {
        directory = Files.isWritable(MEMORY)
                ? Files.createTempDirectory(MEMORY, "aegis-fuzz")
                : Files.createTempDirectory("aegis-fuzz");
        Files.createDirectory(directory.resolve("changes"));
        try (InputStream main =
                Objects.requireNonNull(Migrator.class.getResourceAsStream("/db/changelog/changelog.yaml"))) {
            Files.write(
                    directory.resolve("changelog.yaml"),
                    new String(main.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.contains("includeAll") || line.contains("changes"))
                            .toList());
        }
    }

    Path directory() {
        return directory;
    }

    /** For the changelog as it is now. */
    Migrator migrator(DatabaseUrl url) {
        return Migrator.of(FuzzDatabase.SETTING, url, Changelog.in(directory, "changelog.yaml"));
    }

    List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("changes"))) {
            return files.sorted().toList();
        }
    }

    void empty() throws IOException {
        for (Path file : files()) {
            Files.delete(file);
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
