package dev.aegis.migrations.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LintRulesTest {

    static Stream<LintFixture> fixtures() {
        return LintFixture.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fixtures")
    void aBadFixtureBreaksItsRuleAloneAndAGoodOneNone(LintFixture fixture) {
        List<Finding> findings = fixture.findings();

        if (fixture.isBad()) {
            assertThat(findings).isNotEmpty().extracting(Finding::rule).containsOnly(fixture.rule());
        } else {
            assertThat(findings).isEmpty();
        }
    }

    @Test
    void everyRuleHasABadAndAGoodFixture() {
        List<String> rules = Rules.ALL.stream().map(Rule::id).toList();

        assertThat(rules).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(25);
        assertThat(LintFixture.directories()).containsExactlyInAnyOrderElementsOf(rules);
        assertThat(rules)
                .allSatisfy(rule -> assertThat(LintFixture.all()
                                .filter(fixture -> fixture.rule().equals(rule)))
                        .extracting(LintFixture::isBad)
                        .contains(true, false));
    }

    @Test
    void everyRuleSaysWhyAndWhatToDoInOneLine() {
        assertThat(Rules.ALL).allSatisfy(rule -> {
            assertThat(rule.id()).matches("[a-z]+(-[a-z]+)*");
            assertThat(rule.reason() + rule.remedy()).doesNotContain("\n");
            assertThat(rule.reason()).isNotBlank().doesNotEndWith(".");
            assertThat(rule.remedy()).isNotBlank().doesNotEndWith(".");
        });
    }
}
