package dev.aegis.migrations.generate;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.IndexDefinition;
import dev.aegis.db.schema.SchemaDdl;
import dev.aegis.db.schema.TableDefinition;
import dev.aegis.db.schema.UniqueConstraint;
import dev.aegis.migrations.generate.Difference.CheckAdded;
import dev.aegis.migrations.generate.Difference.ColumnDropped;
import dev.aegis.migrations.generate.Difference.ForeignKeyAdded;
import dev.aegis.migrations.generate.Difference.IndexAdded;
import dev.aegis.migrations.generate.Difference.IndexDropped;
import dev.aegis.migrations.generate.Difference.NotNullAdded;
import dev.aegis.migrations.generate.Difference.NotNullDropped;
import dev.aegis.migrations.generate.Difference.TypeChanged;
import dev.aegis.migrations.generate.Difference.UniqueAdded;
import dev.aegis.migrations.generate.Difference.UniqueDropped;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Changesets that change one table on PostgreSQL while programs use it: nothing in them holds a lock that keeps others
 * out for longer than a moment, except a change of type that PostgreSQL can only do by writing the table anew.
 */
final class PostgresChangesets {
    private static final DatabaseEngine ENGINE = DatabaseEngine.POSTGRESQL;
    private static final List<String> INDEX_WHY =
            List.of("Concurrently, which takes no transaction: the table can be written meanwhile.");

    private final String suffix;
    private final TableDefinition before;
    private final TableDefinition after;
    private final List<Difference> differences;
    private final List<ChangesetDraft> drafts = new ArrayList<>();

    private PostgresChangesets(
            String suffix, TableDefinition before, TableDefinition after, List<Difference> differences) {
        this.suffix = suffix;
        this.before = before;
        this.after = after;
        this.differences = differences;
    }

    /** @param inverse the differences of the way back */
    static List<ChangesetDraft> of(
            String suffix,
            TableDefinition before,
            TableDefinition after,
            List<Difference> differences,
            List<Difference> inverse) {
        PostgresChangesets changesets = new PostgresChangesets(suffix, before, after, differences);
        changesets.structure(inverse);
        changesets.indexes();
        changesets.backfill();
        changesets.validate();
        return List.copyOf(changesets.drafts);
    }

    private void structure(List<Difference> inverse) {
        List<String> statements = PostgresTableSql.gently(after, differences);
        if (statements.isEmpty()) {
            return;
        }
        List<String> rollback = new ArrayList<>();
        differencesOf(NotNullAdded.class)
                .forEach(d -> rollback.add(alter("drop constraint " + PostgresTableSql.setCheck(name(), d.after()))));
        rollback.addAll(PostgresTableSql.atOnce(
                before, inverse.stream().filter(this::isUndoneWithStructure).toList()));
        List<String> why = new ArrayList<>();
        if (hasUnvalidated()) {
            why.add("NOT VALID: it holds for new rows at once; those that exist are checked further down.");
        }
        if (differencesOf(TypeChanged.class)
                .anyMatch(d -> !Conversions.isFreeOnPostgres(
                        d.before().type(), d.after().type()))) {
            why.add("Another type: PostgreSQL writes the whole table anew, and nobody can use it meanwhile.");
        }
        drafts.add(ChangesetDraft.sql(suffix, ENGINE, why, statements, rollback));
    }

    /** The rest is undone by the changesets that follow, which come first on the way back. */
    private boolean isUndoneWithStructure(Difference inverse) {
        return !(inverse instanceof UniqueDropped)
                && !(inverse instanceof IndexDropped)
                && !(inverse instanceof NotNullDropped)
                && !(inverse instanceof IndexAdded index && !goesWithColumn(index.index()));
    }

    private boolean hasUnvalidated() {
        return differences.stream()
                .anyMatch(d -> d instanceof CheckAdded || d instanceof ForeignKeyAdded || d instanceof NotNullAdded);
    }

    /** PostgreSQL drops an index with its column. */
    private boolean goesWithColumn(IndexDefinition index) {
        return differencesOf(ColumnDropped.class)
                .anyMatch(d -> Involved.in(index, d.column().name()));
    }

    private void indexes() {
        differencesOf(IndexDropped.class)
                .map(IndexDropped::index)
                .filter(index -> !goesWithColumn(index))
                .forEach(index -> outside(dropConcurrently(index.name()), createConcurrently(index)));
        differencesOf(IndexAdded.class)
                .map(IndexAdded::index)
                .forEach(index -> outside(createConcurrently(index), dropConcurrently(index.name())));
        differencesOf(UniqueAdded.class).map(UniqueAdded::unique).forEach(this::unique);
    }

    private void unique(UniqueConstraint unique) {
        IndexDefinition index = new IndexDefinition(unique.name(), unique.columns(), true, null);
        outside(createConcurrently(index), dropConcurrently(index.name()));
        drafts.add(ChangesetDraft.sql(
                suffix,
                ENGINE,
                List.of("The index becomes the constraint."),
                List.of(alter("add constraint %s unique using index %s".formatted(unique.name(), unique.name()))),
                List.of(alter("drop constraint " + unique.name()), SchemaDdl.createIndex(name(), index))));
    }

    private void outside(String statement, String rollback) {
        drafts.add(ChangesetDraft.sql(suffix, ENGINE, INDEX_WHY, List.of(statement), List.of(rollback))
                .outsideTransaction());
    }

    private String createConcurrently(IndexDefinition index) {
        return SchemaDdl.createIndex(name(), index).replaceFirst(" index ", " index concurrently ");
    }

    private static String dropConcurrently(String index) {
        return "drop index concurrently " + index;
    }

    private void backfill() {
        List<String> updates = new ArrayList<>();
        for (NotNullAdded required : differencesOf(NotNullAdded.class).toList()) {
            String value = required.after().defaultValue();
            if (value != null) {
                updates.add(PostgresTableSql.backfill(name(), required.after(), value));
            }
        }
        if (!updates.isEmpty()) {
            drafts.add(ChangesetDraft.sql(
                    suffix,
                    ENGINE,
                    List.of("Rows that exist get the default. On a very large table, do it in batches."),
                    updates,
                    List.of()));
        }
    }

    private void validate() {
        List<String> statements = new ArrayList<>();
        List<String> rollback = new ArrayList<>();
        differencesOf(CheckAdded.class)
                .forEach(d -> statements.add(validate(d.check().name())));
        differencesOf(ForeignKeyAdded.class)
                .forEach(d -> statements.add(validate(d.foreignKey().name())));
        for (NotNullAdded required : differencesOf(NotNullAdded.class).toList()) {
            ColumnDefinition column = required.after();
            String check = PostgresTableSql.setCheck(name(), column);
            statements.add(validate(check));
            statements.add(alter("alter column " + column.name() + " set not null"));
            statements.add(alter("drop constraint " + check));
            rollback.add(alter("alter column " + column.name() + " drop not null"));
            rollback.add(alter(PostgresTableSql.addSetCheck(name(), column)));
        }
        if (!statements.isEmpty()) {
            List<String> why = List.of("Reads all rows; they can be read and written meanwhile.");
            drafts.add(ChangesetDraft.sql(suffix, ENGINE, why, statements, rollback));
        }
    }

    private String validate(String constraint) {
        return alter("validate constraint " + constraint);
    }

    private String alter(String action) {
        return "alter table " + name() + " " + action;
    }

    private String name() {
        return after.name();
    }

    private <T extends Difference> Stream<T> differencesOf(Class<T> kind) {
        return differences.stream().filter(kind::isInstance).map(kind::cast);
    }
}
