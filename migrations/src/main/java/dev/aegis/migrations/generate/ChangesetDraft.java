package dev.aegis.migrations.generate;

import dev.aegis.db.DatabaseEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A changeset that is to be written.
 *
 * @param suffix what tells its id from the others of its file; empty for none
 * @param engine the only one on which it runs; null for all
 * @param why what a reader would ask; empty if nothing
 * @param rollback empty if there is nothing to undo
 */
record ChangesetDraft(
        String suffix,
        @Nullable DatabaseEngine engine,
        boolean inTransaction,
        List<String> why,
        List<ChangeTree> changes,
        List<ChangeTree> rollback) {
    ChangesetDraft {
        why = List.copyOf(why);
        changes = List.copyOf(changes);
        rollback = List.copyOf(rollback);
    }

    /** One that runs on both engines. */
    static ChangesetDraft neutral(String suffix, List<ChangeTree> changes, List<ChangeTree> rollback) {
        return new ChangesetDraft(suffix, null, true, List.of(), changes, rollback);
    }

    /** SQL of one engine. */
    static ChangesetDraft sql(
            String suffix, DatabaseEngine engine, List<String> why, List<String> statements, List<String> rollback) {
        return new ChangesetDraft(suffix, engine, true, why, ChangeTree.sql(statements), ChangeTree.sql(rollback));
    }

    ChangesetDraft because(List<String> reason) {
        List<String> reasons = new ArrayList<>(why);
        reasons.addAll(reason);
        return new ChangesetDraft(suffix, engine, inTransaction, reasons, changes, rollback);
    }

    /** Whether it drops or renames a column or a table. */
    boolean does(String action, String object) {
        String neutral = action + object.substring(0, 1).toUpperCase(Locale.ROOT) + object.substring(1);
        String table = action.equals("drop") ? "drop table \\w+" : "alter table \\w+ rename to \\w+";
        String column = "alter table \\w+ " + action + " column .*";
        Pattern statement = Pattern.compile(object.equals("table") ? table : column);
        return changes.stream()
                .anyMatch(change -> change.name().equals(neutral)
                        || statement
                                .matcher(String.valueOf(change.attributes().get("sql")))
                                .matches());
    }

    ChangesetDraft outsideTransaction() {
        return new ChangesetDraft(suffix, engine, false, why, changes, rollback);
    }
}
