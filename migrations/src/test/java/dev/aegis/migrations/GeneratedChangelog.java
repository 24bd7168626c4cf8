package dev.aegis.migrations;

import dev.aegis.db.DatabaseUrl;
import dev.aegis.db.testing.TestDatabase;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;

/** A changelog in a directory of a test's own, on the class path, with the properties of the real one and no changes. */
public final class GeneratedChangelog implements AutoCloseable {
    private final Path directory;
    private final String url;

    private GeneratedChangelog(Path directory, String url) {
        this.directory = directory;
        this.url = url;
    }

    /** A new one, for a database. */
    public static GeneratedChangelog create(TestDatabase test) {
        try {
            Path classes = Path.of(GeneratedChangelog.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path directory = Files.createTempDirectory(classes, "generated-changelog-");
            Files.copy(resource(), directory.resolve("changelog.yaml"));
            return new GeneratedChangelog(directory, test.url());
        } catch (IOException | URISyntaxException e) {
            throw new AssertionError("no changelog for the test", e);
        }
    }

    private static Path resource() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(Migrator.class.getResource("/db/changelog/changelog.yaml"))
                .toURI());
    }

    /** Where the changelog is. */
    public Path directory() {
        return directory;
    }

    /** For the database of the test. It reads the changelog once: take a new one after each change of that. */
    public Migrator migrator() {
        return new Migrator(
                TestMigrators.SETTING,
                DatabaseUrl.parse(url),
                new Changelog(directory.getFileName() + "/changelog.yaml"));
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
