package dev.aegis.migrations.generate;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.ForeignKeyConstraint;
import dev.aegis.db.schema.IndexDefinition;
import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.db.schema.TableDefinition;
import dev.aegis.migrations.ChangelogSql;
import dev.aegis.migrations.Changeset;
import dev.aegis.migrations.generate.Difference.ColumnRenamed;
import dev.aegis.migrations.generate.Difference.TableRenamed;
import dev.aegis.migrations.sql.SqlForm;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** What gets another name and is otherwise the same: first tables and columns, by the models' word, then parts of tables. */
final class Renames {
    private static final Changeset GENERATED = new Changeset("generated", "aegis", "the file that is generated");

    /** A statement for each table, and the one that undoes it. */
    private record Rename(String table, String statement, String undo) {}

    private final Set<DatabaseEngine> engines;
    private final List<Rename> renames = new ArrayList<>();
    private final List<Difference> differences = new ArrayList<>();

    private Renames(Set<DatabaseEngine> engines) {
        this.engines = engines;
    }

    /** Tables and columns, as the models say. */
    static Renames declared(SchemaDefinition before, SchemaDefinition wanted) {
        FormerNames formerNames = FormerNames.declared(before, wanted);
        Renames declared = new Renames(EnumSet.allOf(DatabaseEngine.class));
        for (TableDefinition table : wanted.tables()) {
            String former = formerNames.formerTable(table.name());
            if (!former.equals(table.name())) {
                declared.table(former, table.name());
            }
            table.columns().stream()
                    .map(ColumnDefinition::name)
                    .filter(column ->
                            !formerNames.formerColumn(table.name(), column).equals(column))
                    .forEach(column ->
                            declared.column(table.name(), formerNames.formerColumn(table.name(), column), column));
        }
        return declared;
    }

    private void table(String from, String to) {
        differences.add(new TableRenamed(to, from));
        add(to, "alter table %s rename to %s".formatted(from, to), "alter table %s rename to %s".formatted(to, from));
    }

    private void column(String table, String from, String to) {
        differences.add(new ColumnRenamed(table, from, to));
        String rename = "alter table %s rename column %s to %s";
        add(table, rename.formatted(table, from, to), rename.formatted(table, to, from));
    }

    /** Constraints and indexes that are wanted under another name; SQLite builds the table again for that. */
    static Renames ofParts(SchemaDefinition before, SchemaDefinition wanted) {
        Renames parts = new Renames(EnumSet.of(DatabaseEngine.POSTGRESQL));
        Set<String> taken = new HashSet<>();
        before.tables().forEach(table -> taken.addAll(RelationNames.of(table)));
        for (TableDefinition table : wanted.tables()) {
            before.table(table.name()).ifPresent(old -> parts.parts(old, table, taken));
        }
        return parts;
    }

    private void parts(TableDefinition old, TableDefinition wanted, Set<String> relations) {
        Set<String> taken = new HashSet<>(relations);
        old.foreignKeys().forEach(key -> taken.add(key.name()));
        old.checks().forEach(check -> taken.add(check.name()));
        String constraint = "alter table " + wanted.name() + " rename constraint %s to %s";
        parts(
                wanted.name(),
                constraint,
                old.uniques(),
                wanted.uniques(),
                unique -> unique.name(),
                (one, other) -> one.columns().equals(other.columns()),
                taken);
        parts(
                wanted.name(),
                constraint,
                old.foreignKeys(),
                wanted.foreignKeys(),
                ForeignKeyConstraint::name,
                Renames::isSame,
                taken);
        parts(
                wanted.name(),
                constraint,
                old.checks(),
                wanted.checks(),
                check -> check.name(),
                (one, other) -> SqlForm.isSame(one.expression(), other.expression()),
                taken);
        parts(
                wanted.name(),
                "alter index %s rename to %s",
                old.indexes(),
                wanted.indexes(),
                IndexDefinition::name,
                SchemaDiff::isSame,
                taken);
    }

    private <T> void parts(
            String table,
            String rename,
            List<T> old,
            List<T> wanted,
            Function<T, String> name,
            BiPredicate<T, T> same,
            Set<String> taken) {
        List<T> gone = new ArrayList<>(old);
        gone.removeIf(part -> wanted.stream().anyMatch(w -> name.apply(w).equals(name.apply(part))));
        for (T part : wanted) {
            String to = name.apply(part);
            gone.stream()
                    .filter(from -> same.test(from, part) && !taken.contains(to))
                    .findFirst()
                    .ifPresent(from -> {
                        gone.remove(from);
                        taken.add(to);
                        add(table, rename.formatted(name.apply(from), to), rename.formatted(to, name.apply(from)));
                    });
        }
    }

    private static boolean isSame(ForeignKeyConstraint one, ForeignKeyConstraint other) {
        return one.columns().equals(other.columns())
                && one.referencedTable().equals(other.referencedTable())
                && one.referencedColumns().equals(other.referencedColumns())
                && one.onDelete() == other.onDelete();
    }

    private void add(String table, String statement, String undo) {
        renames.add(new Rename(table, statement, undo));
    }

    List<Difference> differences() {
        return differences;
    }

    /** As if they stood in the changelog already. */
    List<ChangelogSql.Step> after(List<ChangelogSql.Step> changelog) {
        List<ChangelogSql.Step> steps = new ArrayList<>(changelog);
        renames.forEach(rename -> steps.add(new ChangelogSql.Step(GENERATED, engines, List.of(rename.statement()))));
        return steps;
    }

    /** One for each table, for PostgreSQL's locks. */
    List<ChangesetDraft> changesets() {
        Map<String, List<Rename>> tables = new LinkedHashMap<>();
        renames.forEach(rename ->
                tables.computeIfAbsent(rename.table(), t -> new ArrayList<>()).add(rename));
        List<ChangesetDraft> drafts = new ArrayList<>();
        for (List<Rename> ofTable : tables.values()) {
            List<String> statements = ofTable.stream().map(Rename::statement).toList();
            List<String> undo = new ArrayList<>();
            ofTable.forEach(rename -> undo.add(0, rename.undo()));
            drafts.add(
                    engines.size() == 1
                            ? ChangesetDraft.sql("postgresql", DatabaseEngine.POSTGRESQL, List.of(), statements, undo)
                            : ChangesetDraft.neutral("", ChangeTree.sql(statements), ChangeTree.sql(undo)));
        }
        return drafts;
    }
}
