package dev.aegis.migrations.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The changelog of this project, whatever is in it. */
class OwnChangelogLintTest {

    @Test
    void hasNoFindings() {
        LintReport report = MigrationLint.ofOwnChangelog().run(LintOptions.DEFAULT);

        assertThat(report.findings()).extracting(Finding::line).isEmpty();
        assertThat(report.judged() + report.passedOver()).isPositive();
    }
}
