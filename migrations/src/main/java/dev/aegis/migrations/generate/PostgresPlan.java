package dev.aegis.migrations.generate;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.ForeignKeyConstraint;
import dev.aegis.db.schema.IndexDefinition;
import dev.aegis.db.schema.SchemaDdl;
import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.db.schema.SchemaHints;
import dev.aegis.db.schema.TableDefinition;
import dev.aegis.db.schema.UniqueConstraint;
import dev.aegis.migrations.generate.Difference.CheckAdded;
import dev.aegis.migrations.generate.Difference.ColumnAdded;
import dev.aegis.migrations.generate.Difference.ColumnDropped;
import dev.aegis.migrations.generate.Difference.ForeignKeyAdded;
import dev.aegis.migrations.generate.Difference.ForeignKeyDropped;
import dev.aegis.migrations.generate.Difference.IndexAdded;
import dev.aegis.migrations.generate.Difference.IndexDropped;
import dev.aegis.migrations.generate.Difference.KeyChanged;
import dev.aegis.migrations.generate.Difference.NotNullAdded;
import dev.aegis.migrations.generate.Difference.NotNullDropped;
import dev.aegis.migrations.generate.Difference.TableAdded;
import dev.aegis.migrations.generate.Difference.TableDropped;
import dev.aegis.migrations.generate.Difference.TypeChanged;
import dev.aegis.migrations.generate.Difference.UniqueAdded;
import dev.aegis.migrations.generate.Difference.UniqueDropped;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Changesets for PostgreSQL, while programs use the tables: nothing in them holds a lock that keeps others out for longer than
 * a moment, except a change of type that PostgreSQL can only do by rewriting the table.
 *
 * <p>They go through all tables in phases, since names are shared by all tables, and tables refer to each other: what is in the
 * way goes first, then tables change, then what stands on them comes, and is filled and validated. On the way back the
 * phases come in the opposite order, each undone by itself.
 */
final class PostgresPlan {
    private static final DatabaseEngine ENGINE = DatabaseEngine.POSTGRESQL;
    private static final List<String> INDEX_WHY =
            List.of("Concurrently, which takes no transaction: the table can be written meanwhile.");

    private final String suffix;
    private final SchemaDefinition before;
    private final SchemaDefinition after;
    private final List<Difference> differences;
    private final List<Difference> inverse;
    private final SchemaHints hints;
    private final Set<String> tables = new LinkedHashSet<>();
    private final List<ChangesetDraft> drafts = new ArrayList<>();

    private PostgresPlan(
            String suffix,
            SchemaDefinition before,
            SchemaDefinition after,
            List<Difference> differences,
            List<Difference> inverse,
            SchemaHints hints) {
        this.suffix = suffix;
        this.before = before;
        this.after = after;
        this.differences = differences;
        this.inverse = inverse;
        this.hints = hints;
        differences.stream()
                .filter(d -> !(d instanceof TableAdded) && !(d instanceof TableDropped))
                .forEach(d -> tables.add(d.table()));
    }

    /** @param inverse the differences of the way back */
    static List<ChangesetDraft> of(
            String suffix,
            SchemaDefinition before,
            SchemaDefinition after,
            List<Difference> differences,
            List<Difference> inverse,
            SchemaHints hints) {
        PostgresPlan plan = new PostgresPlan(suffix, before, after, differences, inverse, hints);
        plan.makeWay();
        plan.createTables();
        plan.tables.forEach(plan::structure);
        plan.connectTables();
        plan.tables.forEach(plan::indexes);
        plan.tables.forEach(plan::backfill);
        plan.validate();
        plan.tables.forEach(plan::keys);
        plan.dropTables();
        return List.copyOf(plan.drafts);
    }

    /** What others stand on, or need the name of. */
    private void makeWay() {
        differencesOf(IndexDropped.class)
                .filter(d -> !goesWithColumn(d.table(), d.index()))
                .forEach(d -> outside(dropConcurrently(d.index().name()), createConcurrently(d.table(), d.index())));
        for (UniqueDropped dropped : differencesOf(UniqueDropped.class).toList()) {
            if (isInTheWay(dropped)) {
                sql(
                        List.of("Another table takes the name."),
                        List.of(alter(
                                dropped.table(),
                                "drop constraint " + dropped.unique().name())),
                        List.of(alter(dropped.table(), "add " + SchemaDdl.unique(dropped.unique()))));
            }
        }
        for (ForeignKeyDropped dropped : differencesOf(ForeignKeyDropped.class).toList()) {
            if (isInTheWay(dropped)) {
                sql(
                        List.of("The key that it refers to changes."),
                        List.of(alter(
                                dropped.table(),
                                "drop constraint " + dropped.foreignKey().name())),
                        List.of(alter(dropped.table(), "add " + SchemaDdl.foreignKey(dropped.foreignKey()))));
            }
        }
    }

    private boolean isInTheWay(Difference difference) {
        if (difference instanceof UniqueDropped dropped) {
            return after.tables().stream()
                    .filter(table -> !table.name().equals(dropped.table()))
                    .anyMatch(table ->
                            RelationNames.of(table).contains(dropped.unique().name()));
        }
        return difference instanceof ForeignKeyDropped dropped
                && refersToChanged(dropped.table(), dropped.foreignKey());
    }

    /** Whether its key is not there yet when the table is made or altered. */
    private boolean isLate(Difference difference) {
        return difference instanceof ForeignKeyAdded added && refersToChanged(added.table(), added.foreignKey());
    }

    private boolean refersToChanged(String table, ForeignKeyConstraint key) {
        return !key.referencedTable().equals(table)
                && differencesOf(TypeChanged.class)
                        .anyMatch(d -> d.table().equals(key.referencedTable())
                                && key.referencedColumns().contains(d.after().name()));
    }

    private void createTables() {
        List<String> created = new ArrayList<>();
        List<String> undone = new ArrayList<>();
        for (TableAdded added : differencesOf(TableAdded.class).toList()) {
            TableDefinition table = TableParts.withForeignKeys(
                    added.definition(),
                    added.definition().foreignKeys().stream()
                            .filter(key -> !refersToChanged(added.table(), key))
                            .toList());
            created.addAll(createTable(table));
            undone.add(0, "drop table " + added.table());
        }
        if (!created.isEmpty()) {
            sql(List.of(), created, undone);
        }
    }

    private void dropTables() {
        for (TableDropped dropped : differencesOf(TableDropped.class).toList()) {
            sql(List.of(), List.of("drop table " + dropped.table()), createTable(dropped.definition()));
        }
    }

    private static List<String> createTable(TableDefinition table) {
        List<String> statements = new ArrayList<>();
        statements.add(SchemaDdl.createTable(table, ENGINE));
        statements.addAll(SchemaDdl.createIndexes(table));
        return statements;
    }

    private void structure(String table) {
        List<Difference> own = differences.stream()
                .filter(d -> d.table().equals(table) && !isInTheWay(d) && !isLate(d))
                .toList();
        List<String> statements = PostgresTableSql.gently(after.table(table).orElseThrow(), own, hints);
        if (statements.isEmpty()) {
            return;
        }
        List<String> rollback = new ArrayList<>();
        of(own, NotNullAdded.class)
                .forEach(d ->
                        rollback.add(alter(table, "drop constraint " + PostgresTableSql.setCheck(table, d.after()))));
        rollback.addAll(PostgresTableSql.atOnce(
                before.table(table).orElseThrow(),
                inverse.stream()
                        .filter(d -> d.table().equals(table) && isUndoneWithStructure(d))
                        .toList()));
        List<String> why = new ArrayList<>();
        if (own.stream().anyMatch(this::isUnvalidated)) {
            why.add("NOT VALID: it holds for new rows at once; those that exist are checked further down.");
        }
        if (of(own, TypeChanged.class)
                .anyMatch(d -> !Conversions.isFreeOnPostgres(
                        d.before().type(), d.after().type()))) {
            why.add("Another type: PostgreSQL writes the whole table again, and programs wait for it meanwhile.");
        }
        sql(why, statements, rollback);
    }

    /** The rest is undone by the changesets that come before and after. */
    private boolean isUndoneWithStructure(Difference inverse) {
        if (inverse instanceof UniqueAdded added) {
            return !isInTheWay(new UniqueDropped(added.table(), added.unique()));
        }
        if (inverse instanceof ForeignKeyAdded added) {
            return !isInTheWay(new ForeignKeyDropped(added.table(), added.foreignKey()));
        }
        if (inverse instanceof ForeignKeyDropped dropped) {
            return !isLate(new ForeignKeyAdded(dropped.table(), dropped.foreignKey()));
        }
        if (inverse instanceof IndexAdded index) {
            return goesWithColumn(index.table(), index.index());
        }
        return !(inverse instanceof UniqueDropped)
                && !(inverse instanceof IndexDropped)
                && !(inverse instanceof NotNullDropped);
    }

    private boolean isUnvalidated(Difference difference) {
        return difference instanceof CheckAdded
                || difference instanceof ForeignKeyAdded
                || difference instanceof NotNullAdded
                || isBackfilled(difference);
    }

    private boolean isBackfilled(Difference difference) {
        return difference instanceof ColumnAdded added && PostgresTableSql.isBackfilled(added, hints);
    }

    /** PostgreSQL drops an index with its column. */
    private boolean goesWithColumn(String table, IndexDefinition index) {
        return differencesOf(ColumnDropped.class)
                .anyMatch(d ->
                        d.table().equals(table) && Involved.in(index, d.column().name()));
    }

    private void connectTables() {
        for (Difference difference : differences) {
            if (isLate(difference)) {
                connect(difference.table(), ((ForeignKeyAdded) difference).foreignKey());
            } else if (difference instanceof TableAdded added) {
                added.definition().foreignKeys().stream()
                        .filter(key -> refersToChanged(added.table(), key))
                        .forEach(key -> connect(added.table(), key));
            }
        }
    }

    private void connect(String table, ForeignKeyConstraint key) {
        sql(
                List.of("NOT VALID: it holds for new rows at once; those that exist are checked further down."),
                List.of(alter(table, "add " + SchemaDdl.foreignKey(key) + " not valid")),
                List.of(alter(table, "drop constraint " + key.name())));
    }

    private void indexes(String table) {
        ofTable(IndexAdded.class, table)
                .map(IndexAdded::index)
                .forEach(index -> outside(createConcurrently(table, index), dropConcurrently(index.name())));
        ofTable(UniqueAdded.class, table).map(UniqueAdded::unique).forEach(unique -> unique(table, unique));
    }

    /** After the backfill: a column of the new key may have been null before. */
    private void keys(String table) {
        ofTable(KeyChanged.class, table)
                .filter(KeyChanged::hasOtherColumns)
                .forEach(changed -> key(changed.before(), changed.after()));
    }

    private void unique(String table, UniqueConstraint unique) {
        IndexDefinition index = new IndexDefinition(unique.name(), unique.columns(), true, null);
        outside(createConcurrently(table, index), dropConcurrently(index.name()));
        sql(
                List.of("The index becomes the constraint."),
                List.of(alter(
                        table, "add constraint %s unique using index %s".formatted(unique.name(), unique.name()))),
                List.of(alter(table, "drop constraint " + unique.name()), SchemaDdl.createIndex(table, index)));
    }

    private void key(TableDefinition old, TableDefinition changed) {
        String table = changed.name();
        IndexDefinition index =
                new IndexDefinition(PrimaryKeys.temporaryNameOf(changed), changed.primaryKey(), true, null);
        outside(createConcurrently(table, index), dropConcurrently(index.name()));
        sql(
                List.of("The index becomes the primary key."),
                List.of(
                        alter(table, "drop constraint " + old.primaryKeyName()),
                        alter(
                                table,
                                "add constraint %s primary key using index %s"
                                        .formatted(changed.primaryKeyName(), index.name()))),
                List.of(
                        alter(table, "drop constraint " + changed.primaryKeyName()),
                        SchemaDdl.createIndex(table, index),
                        alter(table, "add " + SchemaDdl.primaryKey(old))));
    }

    private void outside(String statement, String rollback) {
        drafts.add(ChangesetDraft.sql(suffix, ENGINE, INDEX_WHY, List.of(statement), List.of(rollback))
                .outsideTransaction());
    }

    private void sql(List<String> why, List<String> statements, List<String> rollback) {
        drafts.add(ChangesetDraft.sql(suffix, ENGINE, why, statements, rollback));
    }

    private static String createConcurrently(String table, IndexDefinition index) {
        return SchemaDdl.createIndex(table, index).replaceFirst(" index ", " index concurrently ");
    }

    private static String dropConcurrently(String index) {
        return "drop index concurrently " + index;
    }

    /** All columns at once: a row that is written has to meet the conditions of all. */
    private void backfill(String table) {
        List<ColumnDefinition> columns = required(table).toList();
        if (!columns.isEmpty()) {
            String values = columns.stream()
                    .map(column -> "%1$s = coalesce(%1$s, %2$s)"
                            .formatted(column.name(), Backfills.value(table, column, hints, ENGINE)))
                    .collect(Collectors.joining(", "));
            String missing =
                    columns.stream().map(column -> column.name() + " is null").collect(Collectors.joining(" or "));
            sql(
                    List.of("Rows that exist get their value. On a very large table, do it in batches."),
                    List.of("update %s set %s where %s".formatted(table, values, missing)),
                    List.of());
        }
    }

    /** Columns that may not be null from now on. */
    private Stream<ColumnDefinition> required(String table) {
        return Stream.concat(
                ofTable(NotNullAdded.class, table).map(NotNullAdded::after),
                ofTable(ColumnAdded.class, table).filter(this::isBackfilled).map(ColumnAdded::column));
    }

    private void validate() {
        Set<String> all = new LinkedHashSet<>(tables);
        differencesOf(TableAdded.class).forEach(d -> all.add(d.table()));
        all.forEach(this::validate);
    }

    private void validate(String table) {
        List<String> statements = new ArrayList<>();
        List<String> rollback = new ArrayList<>();
        ofTable(CheckAdded.class, table)
                .forEach(d -> statements.add(validate(table, d.check().name())));
        ofTable(ForeignKeyAdded.class, table)
                .forEach(d -> statements.add(validate(table, d.foreignKey().name())));
        ofTable(TableAdded.class, table)
                .flatMap(d -> d.definition().foreignKeys().stream())
                .filter(key -> refersToChanged(table, key))
                .forEach(key -> statements.add(validate(table, key.name())));
        for (ColumnDefinition column : required(table).toList()) {
            String check = PostgresTableSql.setCheck(table, column);
            statements.add(validate(table, check));
            statements.add(alter(table, "alter column " + column.name() + " set not null"));
            statements.add(alter(table, "drop constraint " + check));
            rollback.add(alter(table, "alter column " + column.name() + " drop not null"));
            rollback.add(alter(table, PostgresTableSql.addSetCheck(table, column)));
        }
        if (!statements.isEmpty()) {
            sql(List.of("Reads all rows; they can be read and written meanwhile."), statements, rollback);
        }
    }

    private static String validate(String table, String constraint) {
        return alter(table, "validate constraint " + constraint);
    }

    private static String alter(String table, String action) {
        return "alter table " + table + " " + action;
    }

    private <T extends Difference> Stream<T> ofTable(Class<T> kind, String table) {
        return differencesOf(kind).filter(d -> d.table().equals(table));
    }

    private <T extends Difference> Stream<T> differencesOf(Class<T> kind) {
        return of(differences, kind);
    }

    private static <T extends Difference> Stream<T> of(List<Difference> differences, Class<T> kind) {
        return differences.stream().filter(kind::isInstance).map(kind::cast);
    }
}
