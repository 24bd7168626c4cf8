package dev.aegis.migrations.lint;

import dev.aegis.migrations.sql.Statement.AlterTable;
import dev.aegis.migrations.sql.Statement.Drop;
import dev.aegis.migrations.sql.Statement.Rename;
import dev.aegis.migrations.sql.Statement.RenameEnumValue;
import dev.aegis.migrations.sql.Statement.Truncate;
import dev.aegis.migrations.sql.TableAction;
import dev.aegis.migrations.sql.TableAction.DropColumn;
import dev.aegis.migrations.sql.TableAction.DropConstraint;
import dev.aegis.migrations.sql.TableAction.RenameColumn;
import dev.aegis.migrations.sql.TableAction.RenameTable;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What takes away something that running programs use, or data that nobody gets back. */
final class CompatibilityRules {
    private static final String LET_PROGRAMS_GO_FIRST =
            "release a program that does not use it first; then suppress this rule here, with that release as the reason";

    static final List<Rule> RULES = List.of(
            new Rule(
                    "drop-column",
                    "running programs that still name it fail, and its data is gone",
                    LET_PROGRAMS_GO_FIRST,
                    changeset -> changeset.onExisting(
                            DropColumn.class, (table, drop) -> Stream.of(table + "." + drop.column()))),
            new Rule(
                    "drop-table",
                    "running programs that still name it fail, and its data is gone",
                    LET_PROGRAMS_GO_FIRST,
                    changeset -> dropped(changeset, Set.of("table", "foreign table"))),
            new Rule(
                    "drop-schema",
                    "everything in it goes with it, for every program and all data",
                    "drop its tables one by one, each when no program uses it any more",
                    changeset -> dropped(changeset, Set.of("schema", "database", "owned"))),
            new Rule(
                    "drop-cascade",
                    "CASCADE also drops what depends on it, which nobody has listed and no rollback brings back",
                    "drop the dependent objects by name, then this one without CASCADE",
                    CompatibilityRules::cascades),
            new Rule(
                    "truncate",
                    "all rows are gone, the table is locked against reading, and with CASCADE the same for tables that"
                            + " refer to it",
                    "delete the rows in batches",
                    changeset -> changeset
                            .statements(Truncate.class)
                            .filter(truncate -> truncate.cascade() || changeset.anyExisting(truncate.tables()))
                            .map(truncate ->
                                    String.join(", ", truncate.tables()) + (truncate.cascade() ? " cascade" : ""))),
            new Rule(
                    "rename-column",
                    "running programs know the old name only",
                    "add a column with the new name, write both, fill it in batches, read the new one, drop the old one",
                    changeset -> changeset.onExisting(
                            RenameColumn.class,
                            (table, rename) -> Stream.of(table + "." + rename.column() + " to " + rename.newName()))),
            new Rule(
                    "rename-table",
                    "running programs know the old name only",
                    "make a view with the old name in the same changeset and suppress this rule, or move the rows to a"
                            + " new table",
                    changeset -> changeset.onExisting(
                            RenameTable.class, (table, rename) -> Stream.of(table + " to " + rename.newName()))),
            new Rule(
                    "rename-schema",
                    "running programs know the old name only",
                    "create the new schema and move table by table",
                    changeset -> changeset
                            .statements(Rename.class)
                            .filter(rename -> rename.kind().equals("schema"))
                            .map(Rename::name)),
            new Rule(
                    "rename-enum-value",
                    "running programs write and expect the old value",
                    "add the new value, let programs handle both, move the rows in batches",
                    changeset -> changeset
                            .statements(RenameEnumValue.class)
                            .filter(rename -> changeset.isExisting(rename.type()))
                            .map(rename -> rename.type() + " '" + rename.value() + "'")));

    private CompatibilityRules() {}

    private static Stream<String> dropped(LintedChangeset changeset, Set<String> kinds) {
        return changeset
                .statements(Drop.class)
                .filter(drop -> kinds.contains(drop.kind()))
                .flatMap(drop -> drop.names().stream())
                .filter(changeset::isExisting);
    }

    private static Stream<String> cascades(LintedChangeset changeset) {
        Stream<String> objects = changeset
                .statements(Drop.class)
                .filter(Drop::cascade)
                .map(drop -> "drop " + drop.kind() + " " + String.join(", ", drop.names()));
        Stream<String> parts = changeset
                .statements(AlterTable.class)
                .flatMap(alter -> alter.actions().stream()
                        .flatMap(CompatibilityRules::cascading)
                        .map(part -> "drop " + alter.table() + "." + part));
        return Stream.concat(objects, parts);
    }

    private static Stream<String> cascading(TableAction action) {
        if (action instanceof DropColumn drop && drop.cascade()) {
            return Stream.of(drop.column());
        }
        return action instanceof DropConstraint drop && drop.cascade() ? Stream.of(drop.name()) : Stream.empty();
    }
}
