package dev.aegis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a copy of the changelog that is shipped. */
class MigrateGenerateCommandTest {
    private static final Path SHIPPED = Path.of("../migrations/src/main/resources/db/changelog");

    private final Path directory;

    MigrateGenerateCommandTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeEach
    void copyChangelog() throws IOException {
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = directory.resolve(SHIPPED.relativize(file));
                Files.createDirectories(copy.resolve(".."));
                Files.copy(file, copy);
            }
        }
    }

    private CommandRun generate(String... more) {
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

    @Test
    void theShippedChangelogLacksNothing() {
        CommandRun run = generate("--allow-destructive");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("Nothing to write: ").hasLineCount(1);
        assertThat(directory.resolve("changes/0001-add-what-is-missing.yaml")).doesNotExist();
    }

    @Test
    void whatIsMissingIsWrittenAndSaid() throws IOException {
        Files.delete(directory.resolve("shields/0004-index-unprocessed-forge-events.yaml"));

        CommandRun run = generate();

        Path file = directory.resolve("changes/0001-add-what-is-missing.yaml");
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines())
                .containsExactly(
                        "table forge_events: new index forge_events_unprocessed_idx",
                        "Wrote " + file + "; read it, then 'make migrate'.");
        assertThat(file)
                .content()
                .startsWith("# Add what is missing\n")
                .contains("create index concurrently forge_events_unprocessed_idx on forge_events (id)");
    }

    @Test
    void whatDestroysDataIsHeldBack() throws IOException {
        Files.writeString(directory.resolve("shields/0005-add-curse.yaml"), """
                databaseChangeLog:
                  - changeSet:
                      id: 0005-add-curse
                      author: test
                      changes:
                        - addColumn:
                            tableName: shields
                            columns:
                              - column: { name: curse, type: text }
                """);

        CommandRun heldBack = generate();
        CommandRun again = generate();
        CommandRun allowed = generate("--allow-destructive");

        assertThat(heldBack.out()).startsWith("held back, since it destroys data: table shields: column curse gone\n");
        assertThat(directory.resolve("changes/0001-add-what-is-missing.yaml"))
                .content()
                .contains("databaseChangeLog: []\n")
                .contains("#       - dropColumn: {tableName: shields, columnName: curse}");
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).contains("commented out in ").endsWith("Nothing to write.\n");
        assertThat(allowed.out()).startsWith("table shields: column curse gone\n");
        assertThat(directory.resolve("changes/0002-add-what-is-missing.yaml"))
                .content()
                .contains("\n        - dropColumn: {tableName: shields, columnName: curse}");
    }

    @Test
    void whatItCannotUnderstandIsOneLine() throws IOException {
        Files.writeString(directory.resolve("shields/0005-magic.yaml"), """
                databaseChangeLog:
                  - changeSet:
                      id: 0005-magic
                      author: test
                      changes:
                        - sql: { sql: do $$ begin end $$ }
                """);

        CommandRun run = generate();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().lines())
                .singleElement()
                .satisfies(line -> assertThat(line).contains("0005-magic", "shields/0005-magic.yaml", "do $$"));
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
                directory.resolve("shields").toString());

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
