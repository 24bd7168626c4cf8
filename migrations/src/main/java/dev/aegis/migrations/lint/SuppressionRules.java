package dev.aegis.migrations.lint;

import dev.aegis.migrations.Changeset;
import java.util.ArrayList;
import java.util.List;

/** That suppressions themselves are right: a wrong one would hide nothing, or more than its author knows. */
final class SuppressionRules {
    private static final Rule UNKNOWN = new Rule(
            "suppression-unknown",
            "there is no such rule, or it cannot be suppressed",
            "write 'lint-allow RULE: reason' with a rule that 'aegis migrate lint --rules' lists");

    private static final Rule WITHOUT_REASON = new Rule(
            "suppression-without-reason",
            "the next reader cannot tell whether it still holds",
            "write 'lint-allow RULE: reason'");

    private static final Rule UNUSED =
            new Rule("suppression-unused", "the changeset does not break that rule", "remove it");

    static final List<Rule> RULES = List.of(UNKNOWN, WITHOUT_REASON, UNUSED);

    private SuppressionRules() {}

    /** The findings that no suppression covers, and those about the suppressions. */
    static List<Finding> apply(Changeset changeset, String comment, List<Finding> findings, boolean plainLiquibase) {
        List<Finding> result = new ArrayList<>(findings);
        for (Suppression suppression : Suppression.in(comment)) {
            boolean used = Rules.isSuppressible(suppression.rule())
                    && result.removeIf(finding -> finding.rule().equals(suppression.rule()));
            String label = "lint-allow " + suppression.rule();
            if (!Rules.isSuppressible(suppression.rule())) {
                result.add(Finding.of(UNKNOWN, changeset, label));
            } else if (suppression.reason().isEmpty()) {
                result.add(Finding.of(WITHOUT_REASON, changeset, label));
            } else if (!used && isAsked(suppression.rule(), plainLiquibase)) {
                result.add(Finding.of(UNUSED, changeset, label));
            }
        }
        return result;
    }

    private static boolean isAsked(String rule, boolean plainLiquibase) {
        return plainLiquibase || !rule.equals(LockRules.LOCK_TIMEOUT_MISSING.id());
    }
}
