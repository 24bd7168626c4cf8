package dev.aegis.migrations;

import dev.aegis.db.DatabaseUrl;
import dev.aegis.db.testing.TestDatabase;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A changelog of a test's own, in a directory on the class path: the properties of the real one, and a folder of changes
 * that is empty.
 */
public final class GeneratedChangelog {
    private final Path directory;

    private GeneratedChangelog(Path directory) {
        this.directory = directory;
    }

    /** A new one; one of the same name from before is deleted. */
    public static GeneratedChangelog create(String name) {
        try {
            Path directory = location(GeneratedChangelog.class, "/").resolve("generated-" + name);
            if (Files.exists(directory)) {
                try (Stream<Path> files = Files.walk(directory)) {
                    delete(files.sorted(Comparator.reverseOrder()));
                }
            }
            Files.createDirectories(directory.resolve("changes"));
            List<String> main = Files.readAllLines(location(Migrator.class, "/db/changelog/changelog.yaml"));
            Files.write(
                    directory.resolve("changelog.yaml"),
                    main.stream()
                            .filter(line -> !line.contains("includeAll") || line.contains("changes"))
                            .toList());
            return new GeneratedChangelog(directory);
        } catch (IOException | URISyntaxException e) {
            throw new AssertionError("no changelog for the test", e);
        }
    }

    private static Path location(Class<?> type, String resource) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(type.getResource(resource)).toURI());
    }

    /** Where the changelog is. */
    public Path directory() {
        return directory;
    }

    /** Adds a file to the changes, as a person would. */
    public void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve("changes").resolve(name), text);
    }

    /** Deletes all changes but these files. */
    public void keepOnly(String... names) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("changes"))) {
            delete(files.filter(file -> !Set.of(names).contains(String.valueOf(file.getFileName()))));
        }
    }

    private static void delete(Stream<Path> files) throws IOException {
        for (Path file : files.toList()) {
            Files.delete(file);
        }
    }

    /** For the database of a test. It reads the changelog once: take a new one after each change of that. */
    public Migrator migrator(TestDatabase test) throws IOException {
        return new Migrator(TestMigrators.SETTING, DatabaseUrl.parse(test.url()), changelog());
    }

    /** As it is now. To include a folder, Liquibase looks into every jar of the class path; to include a file, it does not. */
    public Changelog changelog() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(directory.resolve("changelog.yaml"))) {
            if (!line.contains("includeAll")) {
                lines.add(line);
            }
        }
        try (Stream<Path> files = Files.list(directory.resolve("changes"))) {
            files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".yaml") || name.endsWith(".sql"))
                    .sorted()
                    .map("  - include: { file: changes/%s, relativeToChangelogFile: true }"::formatted)
                    .forEach(lines::add);
        }
        Files.write(directory.resolve("by-name.yaml"), lines);
        return new Changelog(directory.getFileName() + "/by-name.yaml");
    }
}
