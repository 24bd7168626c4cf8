package dev.aegis.migrations.lint;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All rules, in the order in which the documentation lists them. */
final class Rules {
    private static final List<Rule> OF_CHANGESETS = Stream.of(
                    IndexRules.RULES,
                    ConstraintRules.RULES,
                    ColumnRules.RULES,
                    TypeRules.RULES,
                    CompatibilityRules.RULES,
                    TransactionRules.RULES,
                    LockRules.RULES,
                    ProjectRules.RULES)
            .flatMap(List::stream)
            .toList();

    static final List<Rule> ALL = Stream.of(
                    OF_CHANGESETS,
                    List.of(LockRules.LOCK_TIMEOUT_MISSING),
                    TableStateRules.RULES,
                    ReleaseRules.RULES,
                    SuppressionRules.RULES)
            .flatMap(List::stream)
            .toList();

    private static final Set<String> SUPPRESSIBLE = Stream.concat(
                    OF_CHANGESETS.stream(), Stream.of(LockRules.LOCK_TIMEOUT_MISSING))
            .map(Rule::id)
            .collect(Collectors.toUnmodifiableSet());

    private Rules() {}

    /** Those that look at one changeset. */
    static List<Rule> ofChangesets(boolean plainLiquibase) {
        return plainLiquibase
                ? Stream.concat(OF_CHANGESETS.stream(), Stream.of(LockRules.LOCK_TIMEOUT_MISSING))
                        .toList()
                : OF_CHANGESETS;
    }

    /** Whether a changeset can say that it may break the rule. */
    static boolean isSuppressible(String id) {
        return SUPPRESSIBLE.contains(id);
    }
}
