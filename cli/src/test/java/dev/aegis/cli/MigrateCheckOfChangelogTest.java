package dev.aegis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** On both engines at once, which is why it is not run where only one was asked for. */
@DisabledIfSystemProperty(named = "db", matches = "sqlite|postgres|postgresql", disabledReason = "needs both engines")
class MigrateCheckOfChangelogTest {

    @Test
    void modelsAndChangelogAgreeOnBothEngines() {
        assertThat(CommandRun.of(Map.of(), "migrate", "check")).isEqualTo(new CommandRun(0, "", ""));
    }

    @Test
    void anAgreementIsAnEmptyListInJson() {
        CommandRun check = CommandRun.of(Map.of(), "migrate", "check", "--json");

        assertThat(check.exitCode()).isZero();
        assertThat(Json.parse(check.out()).orElseThrow()).hasToString("""
                {"compared_with":"the changelog","differences":[]}""");
    }
}
