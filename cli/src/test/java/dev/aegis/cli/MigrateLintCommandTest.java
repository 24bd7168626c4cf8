package dev.aegis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrateLintCommandTest {
    @TempDir
    private Path directory;

    private static CommandRun aegis(String... arguments) {
        return CommandRun.of(Map.of(), arguments);
    }

    @Test
    void theShippedChangelogHasNoFindings() {
        CommandRun lint = aegis("migrate", "lint");

        assertThat(lint.exitCode()).as(lint.out()).isZero();
        assertThat(lint.out()).startsWith("No findings: ").contains(" judged, ");
        assertThat(lint.err()).isEmpty();
    }

    @Test
    void allJudgesReleasedOnesToo() {
        assertThat(aegis("migrate", "lint", "--all").out())
                .contains(" judged, 0 released before and not judged again.");
    }

    @Test
    void speaksJson() {
        CommandRun lint = aegis("migrate", "lint", "--json");

        assertThat(lint.exitCode()).isZero();
        assertThat(Json.parse(lint.out())).hasValueSatisfying(json -> {
            assertThat(json.path("clean").asBoolean()).isTrue();
            assertThat(json.path("findings").isArray()).isTrue();
            assertThat(json.path("judged").asInt() + json.path("passed_over").asInt())
                    .isPositive();
        });
    }

    @Test
    void listsTheRules() {
        CommandRun lint = aegis("migrate", "lint", "--rules");

        assertThat(lint.exitCode()).isZero();
        assertThat(lint.out())
                .contains("index-not-concurrent: ")
                .contains("suppression-unknown (cannot be suppressed): ")
                .doesNotContain(" judged");
    }

    @Test
    void listsTheRulesInJson() {
        assertThat(Json.parse(aegis("migrate", "lint", "--rules", "--json").out()))
                .hasValueSatisfying(json -> assertThat(json.path("rules"))
                        .isNotEmpty()
                        .allSatisfy(rule -> {
                            assertThat(rule.path("remedy").asText()).isNotBlank();
                            assertThat(rule.path("suppressible").isBoolean()).isTrue();
                        }));
    }

    @Test
    void releaseWritesTheManifestOnce() throws IOException {
        String manifest = directory.resolve("released.txt").toString();

        CommandRun first = aegis("migrate", "release", "1.0", "--manifest", manifest);
        CommandRun second = aegis("migrate", "release", "1.1", "--manifest", manifest);

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out()).containsPattern("released  \\d{4}-").contains(" of release 1.0 to " + manifest);
        assertThat(second.out()).startsWith("Nothing is new");
        assertThat(Files.readString(Path.of(manifest)))
                .contains("\nrelease 1.0\n")
                .doesNotContain("1.1");
    }

    @Test
    void findingsAreALineEachAndCodeOne() throws IOException {
        Path manifest = directory.resolve("released.txt");
        Files.writeString(manifest, "release 1.0\n9:00 - db/changelog/changes/0001-gone.yaml::0001-gone::aegis\n");

        CommandRun lint = aegis("migrate", "lint", "--manifest", manifest.toString());
        CommandRun json = aegis("migrate", "lint", "--json", "--manifest", manifest.toString());

        assertThat(lint.exitCode()).isEqualTo(1);
        assertThat(lint.out().lines())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("db/changelog/changes/0001-gone.yaml::0001-gone: released-removed: "))
                .anyMatch(line -> line.startsWith("1 finding: "));
        assertThat(json.exitCode()).isEqualTo(1);
        assertThat(Json.parse(json.out())).hasValueSatisfying(tree -> {
            assertThat(tree.path("clean").asBoolean()).isFalse();
            assertThat(tree.at("/findings/0/rule").asText()).isEqualTo("released-removed");
            assertThat(tree.at("/findings/0/remedy").asText()).isNotBlank();
        });
    }

    @Test
    void aManifestThatCannotBeReadIsOneLine() {
        CommandRun release = aegis(
                "migrate",
                "release",
                "1.0",
                "--manifest",
                directory.resolve("no/released.txt").toString());

        assertThat(release.exitCode()).isEqualTo(1);
        assertThat(release.err().lines()).singleElement().asString().contains("there is no such directory");
        assertThat(aegis("migrate", "release").exitCode()).isEqualTo(64);
    }
}
