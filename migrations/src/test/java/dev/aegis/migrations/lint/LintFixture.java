package dev.aegis.migrations.lint;

import dev.aegis.migrations.Changelog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A changelog in {@code src/test/resources/lint-fixtures}, one directory a rule: {@code bad*} breaks it, {@code good*}
 * does the same thing as the rule asks. Every table that a fixture does not create exists already. Beside {@code
 * bad.sql} may stand {@code bad.released.txt}, the manifest, and {@code bad.options}.
 */
record LintFixture(String rule, String file) {
    private static final Path DIRECTORY = Path.of("src/test/resources/lint-fixtures");

    static List<String> directories() {
        return list(DIRECTORY).map(path -> path.getFileName().toString()).toList();
    }

    static Stream<LintFixture> all() {
        return directories().stream()
                .flatMap(rule -> list(DIRECTORY.resolve(rule))
                        .map(path -> path.getFileName().toString())
                        .filter(file -> file.endsWith(".sql") || file.endsWith(".yaml"))
                        .map(file -> new LintFixture(rule, file)));
    }

    private static Stream<Path> list(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isBad() {
        return file.startsWith("bad");
    }

    List<Finding> findings() {
        boolean plainLiquibase = Files.exists(DIRECTORY.resolve(rule).resolve(name() + ".options"));
        return new MigrationLint(
                        new Changelog("lint-fixtures/" + rule + "/" + file),
                        ManifestFile.onClassPath("lint-fixtures/" + rule + "/" + name() + ".released.txt"))
                .run(new LintOptions(false, plainLiquibase))
                .findings();
    }

    private String name() {
        return file.substring(0, file.lastIndexOf('.'));
    }

    @Override
    public String toString() {
        return rule + "/" + file;
    }
}
