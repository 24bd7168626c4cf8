package dev.aegis.migrations.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.migrations.Changelog;
import dev.aegis.migrations.Changeset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationReleaseTest {
    private static final String FIRST = "released-removed/bad.sql";
    private static final String SECOND = "released-removed/good.sql";

    @TempDir
    private Path directory;

    private Path file = Path.of("");

    @BeforeEach
    void useFile() {
        file = directory.resolve("released.txt");
    }

    private MigrationLint lint(String changelog) {
        return new MigrationLint(new Changelog("lint-fixtures/" + changelog), ManifestFile.at(file));
    }

    @Test
    void whatWasReleasedIsNotJudgedAgainUnlessAskedFor() {
        assertThat(lint(SECOND).release("1.0")).extracting(Changeset::id).containsExactly("shelves", "carts");

        LintReport report = lint(SECOND).run(LintOptions.DEFAULT);

        assertThat(report).isEqualTo(new LintReport(List.of(), 0, 2));
        assertThat(lint(SECOND).run(new LintOptions(true, false)).judged()).isEqualTo(2);
    }

    @Test
    void aReleaseIsAddedAtTheEndOfTheFile() throws IOException {
        lint(FIRST).release("1.0");
        String before = Files.readString(file);

        assertThat(lint(FIRST).release("1.1")).isEmpty();
        assertThat(file).hasContent(before);

        assertThat(lint(SECOND).release("1.1")).extracting(Changeset::id).containsExactly("carts");
        assertThat(Files.readString(file))
                .startsWith(before)
                .containsPattern("\nrelease 1.1\n9:[0-9a-f]{32} 9:[0-9a-f]{32} shop/carts.sql::carts::test\n$");
        assertThat(lint(SECOND).run(LintOptions.DEFAULT).findings()).isEmpty();
    }

    @Test
    void whatWasReleasedHasTablesWithRowsForTheNextRelease() {
        lint("index-not-concurrent/good-neutral.yaml").release("1.0");

        assertThat(lint("index-not-concurrent/good-neutral.yaml")
                        .run(new LintOptions(true, false))
                        .findings())
                .isEmpty();
    }

    @Test
    void whatHasFindingsIsNotReleased() {
        assertThatThrownBy(() -> lint("drop-column/bad.sql").release("1.0"))
                .isInstanceOf(LintException.class)
                .hasMessageStartingWith("1 findings; run 'aegis migrate lint'");
        assertThat(file).doesNotExist();
    }

    @Test
    void aNameIsUsedOnceAndHasNoBlanks() {
        lint(FIRST).release("1.0");

        assertThatThrownBy(() -> lint(FIRST).release("1.0")).hasMessageContaining("use the next name");
        assertThatThrownBy(() -> lint(FIRST).release("one two")).hasMessageContaining("without blanks");
        assertThatThrownBy(() -> lint(FIRST).release("unreleased")).hasMessageContaining("not a name");
    }

    @Test
    void aMissingDirectoryAndABrokenLineAreSaidWithTheRemedy() throws IOException {
        MigrationLint elsewhere =
                new MigrationLint(Changelog.OWN, ManifestFile.at(directory.resolve("missing/released.txt")));
        assertThatThrownBy(() -> elsewhere.run(LintOptions.DEFAULT))
                .isInstanceOf(LintException.class)
                .hasMessageContaining("there is no such directory; run in the root");

        Files.writeString(file, "release 1.0\n9:ab db/changelog/x.yaml::x::y\n");
        assertThatThrownBy(() -> lint(FIRST).run(LintOptions.DEFAULT))
                .isInstanceOf(LintException.class)
                .hasMessageContaining("released.txt, line 2: not a line of 'aegis migrate release'");
    }
}
