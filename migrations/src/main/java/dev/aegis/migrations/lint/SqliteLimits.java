package dev.aegis.migrations.lint;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import liquibase.change.Change;
import liquibase.change.ColumnConfig;
import liquibase.change.core.AddColumnChange;
import liquibase.change.core.CreateTableChange;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;

/** What Liquibase does with a changeset on SQLite that its author did not mean. */
final class SqliteLimits {
    private SqliteLimits() {}

    /** What is left out without a word: checks. */
    static List<String> ignored(ChangeSet changeSet) {
        return changeSet.getChanges().stream().flatMap(SqliteLimits::checks).toList();
    }

    private static Stream<String> checks(Change change) {
        if (change instanceof CreateTableChange create) {
            return checks(create.getTableName(), create.getColumns());
        }
        return change instanceof AddColumnChange add ? checks(add.getTableName(), add.getColumns()) : Stream.empty();
    }

    private static Stream<String> checks(String table, List<? extends ColumnConfig> columns) {
        return columns.stream()
                .filter(column -> column.getConstraints() != null
                        && column.getConstraints().getCheckConstraint() != null)
                .map(column -> "checkConstraint of " + table + "." + column.getName());
    }

    /** The changes that Liquibase's validation rejects, by name. */
    static List<String> refused(ChangeSet changeSet, Database sqlite) {
        return changeSet.getChanges().stream()
                .flatMap(change -> refusal(change, sqlite).stream())
                .toList();
    }

    private static Optional<String> refusal(Change change, Database sqlite) {
        boolean possible = change.supports(sqlite) && !change.validate(sqlite).hasErrors();
        return possible ? Optional.empty() : Optional.of(change.getSerializedObjectName());
    }
}
