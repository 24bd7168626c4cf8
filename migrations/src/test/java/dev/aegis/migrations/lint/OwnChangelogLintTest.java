package dev.aegis.migrations.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.migrations.Changelog;
import org.junit.jupiter.api.Test;

/** The changelog of this project, whatever is in it. */
class OwnChangelogLintTest {

    @Test
    void hasNoFindings() {
        LintReport report = MigrationLint.ofOwnChangelog().run(LintOptions.DEFAULT);

        assertThat(report.findings()).extracting(Finding::line).isEmpty();
        assertThat(DatabaseEngine.values())
                .allSatisfy(engine -> assertThat(report.judged() + report.passedOver())
                        .isGreaterThanOrEqualTo(Changelog.OWN.entries(engine).size()));
    }
}
