package dev.aegis.migrations.generate;

import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.TableDefinition;
import dev.aegis.migrations.generate.Difference.ColumnAdded;
import dev.aegis.migrations.generate.Difference.ColumnDropped;
import dev.aegis.migrations.generate.Difference.TableAdded;
import dev.aegis.migrations.generate.Difference.TableDropped;
import java.util.ArrayList;
import java.util.List;

/**
 * That something gone and something new may be one and the same under another name.
 *
 * @param table whose column it is, or the table itself by its new name
 * @param column by its new name; empty for a table
 * @param description of what is gone and what is new
 * @param remedy that keeps the data, if it was renamed
 */
record RenameHint(String table, String column, String description, String remedy) {

    /** For each new column or table of the same shape as one that is gone. */
    static List<RenameHint> in(List<Difference> differences) {
        List<RenameHint> hints = new ArrayList<>();
        for (Difference gone : differences) {
            for (Difference fresh : differences) {
                if (gone instanceof ColumnDropped dropped && fresh instanceof ColumnAdded added) {
                    column(dropped, added, hints);
                } else if (gone instanceof TableDropped dropped && fresh instanceof TableAdded added) {
                    table(dropped.definition(), added.definition(), hints);
                }
            }
        }
        return hints;
    }

    private static void column(ColumnDropped dropped, ColumnAdded added, List<RenameHint> hints) {
        ColumnDefinition from = dropped.column();
        ColumnDefinition to = added.column();
        if (dropped.table().equals(added.table()) && from.type().equals(to.type())) {
            hints.add(new RenameHint(
                    added.table(),
                    to.name(),
                    "%1$s.%2$s is gone, and %1$s.%3$s is new and of the same type"
                            .formatted(added.table(), from.name(), to.name()),
                    "annotate the component of %s with @RenamedFrom(\"%s\")".formatted(to.name(), from.name())));
        }
    }

    private static void table(TableDefinition from, TableDefinition to, List<RenameHint> hints) {
        if (types(from).equals(types(to))) {
            hints.add(new RenameHint(
                    to.name(),
                    "",
                    "the table %s is gone, and %s is new with the same columns".formatted(from.name(), to.name()),
                    "annotate the record of %s with @RenamedFrom(\"%s\")".formatted(to.name(), from.name())));
        }
    }

    private static List<String> types(TableDefinition table) {
        return table.columns().stream()
                .map(column -> column.name() + " " + column.type())
                .sorted()
                .toList();
    }
}
