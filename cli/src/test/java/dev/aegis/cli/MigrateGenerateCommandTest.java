package dev.aegis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a copy of the changelog that is shipped, with the table that the tests bring along. */
class MigrateGenerateCommandTest {
    private static final Path SHIPPED = Path.of("../migrations/src/main/resources/db/changelog");
    private static final Path OF_THE_TESTS = Path.of("src/test/resources/db/changelog");

    private final Path directory;

    MigrateGenerateCommandTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeEach
    void copyChangelog() throws IOException {
        copy(SHIPPED);
        copy(OF_THE_TESTS);
    }

    private void copy(Path changelog) throws IOException {
        try (Stream<Path> files = Files.walk(changelog)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = directory.resolve(changelog.relativize(file));
                Files.createDirectories(copy.resolve(".."));
                Files.copy(file, copy);
            }
        }
    }

    /** The trial on databases is of the one test that needs it: it takes seconds. */
    private CommandRun generate(String... more) {
        return prove(Stream.concat(Stream.of("--unproven"), Stream.of(more)).toArray(String[]::new));
    }

    private CommandRun prove(String... more) {
        String[] arguments = Stream.concat(
                        Stream.of(
                                "migrate",
                                "generate",
                                "-m",
                                "Add what is missing",
                                "--changelog-dir",
                                directory.toString()),
                        Stream.of(more))
                .toArray(String[]::new);
        return CommandRun.of(Map.of(), arguments);
    }

    private List<Path> written() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("changes"))) {
            return files.filter(file -> file.toString().endsWith("-add-what-is-missing.yaml"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void theShippedChangelogLacksNothing() throws IOException {
        CommandRun run = generate("--allow-destructive");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("Nothing to write: ").hasLineCount(1);
        assertThat(written()).isEmpty();
    }

    @Test
    void whatIsMissingIsWrittenAndSaid() throws IOException {
        Files.delete(directory.resolve("changes/0000-index-test-vessels-afloat.yaml"));

        CommandRun run = prove();

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(written()).hasSize(1);
        Path file = written().get(0);
        assertThat(run.out().lines())
                .containsExactly(
                        "table test_vessels: new index test_vessels_afloat_idx",
                        "Wrote " + file + "; read it, then 'make migrate'.");
        assertThat(file)
                .content()
                .startsWith("# Add what is missing\n")
                .contains("create index concurrently test_vessels_afloat_idx on test_vessels (id)");
    }

    @Test
    void whatDestroysDataIsHeldBack() throws IOException {
        Files.writeString(directory.resolve("changes/0000-insure-test-vessels.yaml"), """
                databaseChangeLog:
                  - changeSet:
                      id: 0000-insure-test-vessels
                      author: test
                      changes:
                        - addColumn:
                            tableName: test_vessels
                            columns:
                              - column: { name: insurer, type: text }
                """);

        CommandRun heldBack = generate();
        CommandRun again = generate();
        CommandRun allowed = generate("--allow-destructive");

        assertThat(heldBack.out())
                .startsWith("held back, since it destroys data: table test_vessels: column insurer gone\n");
        assertThat(written()).hasSize(2);
        assertThat(written().get(0))
                .content()
                .contains("databaseChangeLog:\n")
                .contains("#       - dropColumn: {tableName: test_vessels, columnName: insurer}");
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).contains("commented out in ").endsWith("Nothing to write.\n");
        assertThat(allowed.out())
                .startsWith("table test_vessels: column insurer gone\n")
                .endsWith(", untried; read it, then 'make migration-check' and 'make migrate'.\n");
        assertThat(written().get(1))
                .content()
                .contains("\n        - dropColumn: {tableName: test_vessels, columnName: insurer}");
    }

    @Test
    void whatItCannotUnderstandIsOneLine() throws IOException {
        Files.writeString(directory.resolve("changes/0000-magic.yaml"), """
                databaseChangeLog:
                  - changeSet:
                      id: 0000-magic
                      author: test
                      changes:
                        - sql: { sql: do $$ begin end $$ }
                """);

        CommandRun run = generate();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().lines())
                .singleElement()
                .satisfies(line -> assertThat(line).contains("0000-magic", "changes/0000-magic.yaml", "do $$"));
    }

    @Test
    void aDirectoryWithoutChangelogIsRefused() {
        CommandRun run = CommandRun.of(
                Map.of(),
                "migrate",
                "generate",
                "-m",
                "x",
                "--changelog-dir",
                directory.resolve("changes").toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("--changelog-dir=", "no changelog.yaml in it")
                .hasLineCount(1);
    }

    @Test
    void aMessageIsNeeded() {
        assertThat(CommandRun.of(Map.of(), "migrate", "generate").exitCode()).isEqualTo(64);
        assertThat(CommandRun.of(Map.of(), "migrate", "generate", "-m", "…", "--changelog-dir", directory.toString()))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(1))
                .satisfies(run ->
                        assertThat(run.err()).contains("no letter or digit").hasLineCount(1));
    }
}
