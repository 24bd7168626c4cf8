package dev.aegis.migrations.lint;

import dev.aegis.migrations.sql.Statement;
import dev.aegis.migrations.sql.Statement.AlterTable;
import dev.aegis.migrations.sql.Statement.CreateIndex;
import dev.aegis.migrations.sql.Statement.Drop;
import dev.aegis.migrations.sql.Statement.LockTable;
import dev.aegis.migrations.sql.Statement.Maintenance;
import dev.aegis.migrations.sql.Statement.Truncate;
import dev.aegis.migrations.sql.TableAction;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which existing tables a changeset locks so that others cannot write, or not even read, until it is committed. */
final class LockedTables {
    private LockedTables() {}

    static Set<String> of(LintedChangeset changeset) {
        return changeset.statements().stream()
                .flatMap(statement -> lockedBy(statement, changeset.before()))
                .filter(table -> !table.isEmpty() && changeset.isExisting(table))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Stream<String> lockedBy(Statement statement, SchemaFacts facts) {
        if (statement instanceof AlterTable alter) {
            return alter.actions().stream().allMatch(LockedTables::letsOthersWrite)
                    ? Stream.empty()
                    : Stream.of(alter.table());
        }
        if (statement instanceof CreateIndex index) {
            return index.concurrently() || index.withoutPartitions() ? Stream.empty() : Stream.of(index.table());
        }
        if (statement instanceof Drop drop && !drop.concurrently()) {
            return switch (drop.kind()) {
                case "table" -> drop.names().stream();
                case "index" -> drop.names().stream().flatMap(index -> facts.tableOfIndex(index).stream());
                default -> Stream.empty();
            };
        }
        if (statement instanceof Truncate truncate) {
            return truncate.tables().stream();
        }
        if (statement instanceof LockTable lock) {
            return lock.tables().stream();
        }
        boolean rebuilds = statement instanceof Maintenance maintenance
                && !maintenance.concurrently()
                && !maintenance.command().equals("vacuum");
        return rebuilds ? Stream.of(((Maintenance) statement).name()) : Stream.empty();
    }

    private static boolean letsOthersWrite(TableAction action) {
        return action instanceof TableAction.ValidateConstraint
                || (action instanceof TableAction.DetachPartition detach && detach.concurrently())
                || (action instanceof TableAction.OtherAction other
                        && other.what().equals("attach partition"));
    }
}
