package dev.aegis.migrations;

import dev.aegis.migrations.sql.ChangesetSql;
import dev.aegis.migrations.sql.Statement;
import dev.aegis.migrations.sql.TableAction;
import java.util.List;

/** Whether a changeset that could not get a lock may be run again from its start. */
final class SafeToRepeat {
    private SafeToRepeat() {}

    /**
     * In a transaction everything was undone. Outside of one, only a changeset of a single statement has nothing before
     * the failure that would be done twice; and that statement must not leave half of its work: of CREATE INDEX
     * CONCURRENTLY the rest is an invalid index, which is dropped ({@link InvalidIndexes}), while the rest of the others
     * needs a person.
     */
    static boolean isSafe(ChangesetSql sql, boolean inTransaction) {
        if (!sql.unreadable().isEmpty()) {
            return false; // a program or a custom class: what it did outside of the database is not undone
        }
        if (inTransaction) {
            return sql.statements().stream().noneMatch(Statement.TransactionControl.class::isInstance);
        }
        List<Statement> steps = sql.statements().stream()
                .filter(statement -> !(statement instanceof Statement.Setting))
                .toList();
        return steps.size() == 1 && !leavesHalfOfItsWork(steps.get(0));
    }

    private static boolean leavesHalfOfItsWork(Statement statement) {
        if (statement instanceof Statement.AlterTable alter) {
            return alter.actions().stream()
                    .anyMatch(action -> action instanceof TableAction.DetachPartition detach && detach.concurrently());
        }
        return statement instanceof Statement.Opaque || statement instanceof Statement.Maintenance;
    }
}
