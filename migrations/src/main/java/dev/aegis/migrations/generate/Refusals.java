package dev.aegis.migrations.generate;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.schema.CheckConstraint;
import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.ColumnType;
import dev.aegis.db.schema.ColumnType.Kind;
import dev.aegis.db.schema.ForeignKeyConstraint;
import dev.aegis.db.schema.IndexDefinition;
import dev.aegis.db.schema.SchemaDdl;
import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.db.schema.TableDefinition;
import dev.aegis.db.schema.UniqueConstraint;
import dev.aegis.migrations.generate.Difference.CheckDropped;
import dev.aegis.migrations.generate.Difference.ColumnAdded;
import dev.aegis.migrations.generate.Difference.ForeignKeyDropped;
import dev.aegis.migrations.generate.Difference.IndexAdded;
import dev.aegis.migrations.generate.Difference.IndexDropped;
import dev.aegis.migrations.generate.Difference.KeyChanged;
import dev.aegis.migrations.generate.Difference.NotNullAdded;
import dev.aegis.migrations.generate.Difference.TypeChanged;
import dev.aegis.migrations.generate.Difference.UniqueAdded;
import dev.aegis.migrations.generate.Difference.UniqueDropped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what a person has to decide. */
final class Refusals {
    private static final Set<Kind> FRACTIONS = Set.of(Kind.DECIMAL, Kind.DOUBLE);
    private static final Set<Kind> INTEGERS = Set.of(Kind.SMALLINT, Kind.INTEGER, Kind.BIGINT);

    private final List<Difference> differences;
    private final List<RenameHint> renames;
    private final SchemaDefinition before;
    private final SchemaDefinition kept;
    private final SchemaDefinition after;
    private final List<String> refusals = new ArrayList<>();

    private Refusals(
            List<Difference> differences,
            List<RenameHint> renames,
            SchemaDefinition before,
            SchemaDefinition kept,
            SchemaDefinition after) {
        this.differences = differences;
        this.renames = renames;
        this.before = before;
        this.kept = kept;
        this.after = after;
    }

    /**
     * @param kept what the changesets lead to before anything is dropped
     * @throws GenerationException with a line for each difference that no changeset can be generated for
     */
    static void check(
            List<Difference> differences,
            List<RenameHint> renames,
            SchemaDefinition before,
            SchemaDefinition kept,
            SchemaDefinition after) {
        Refusals refusals = new Refusals(differences, renames, before, kept, after);
        differences.forEach(refusals::check);
        refusals.names();
        refusals.carriageReturns();
        if (!refusals.refusals.isEmpty()) {
            throw new GenerationException(refusals.refusals);
        }
    }

    private void check(Difference difference) {
        if (difference instanceof ColumnAdded added) {
            newColumn(added.table(), added.column());
        } else if (difference instanceof NotNullAdded required) {
            notNull(required.table(), required.after());
        } else if (difference instanceof TypeChanged changed) {
            type(changed);
        } else if (difference instanceof KeyChanged changed && changed.hasOtherColumns()) {
            key(changed);
        } else if (difference instanceof UniqueAdded added) {
            unique(added.table(), added.unique().columns(), "unique");
        } else if (difference instanceof IndexAdded added && added.index().unique()) {
            unique(added.table(), added.index().columns(), "in a unique index");
        }
    }

    private void newColumn(String table, ColumnDefinition column) {
        if (column.nullable() || column.generated()) {
            return;
        }
        Optional<String> backfill = after.hints().backfill(table, column.name());
        if (backfill.isPresent()) {
            backfill(table, column.name(), backfill.get());
        } else if (column.defaultValue() == null) {
            refusals.add("%s.%s is new and NOT NULL, and rows that exist have no value for it:"
                            .formatted(table, column.name())
                    + " give it a @Default, or say by @Backfill what they get, or make it @Nullable"
                    + rename(table, column.name()));
        }
    }

    /** SQLite evaluates it over the table as it was. */
    private void backfill(String table, String column, String expression) {
        after.table(table).orElseThrow().columns().stream()
                .map(ColumnDefinition::name)
                .filter(name -> before.table(table).orElseThrow().column(name).isEmpty())
                .filter(name -> SqlText.mentions(expression, name))
                .forEach(name -> refusals.add(
                        "%s.%s: @Backfill(\"%s\") uses %s, which is new, too: use columns that the table has already"
                                .formatted(table, column, Shown.of(expression), name)));
        if (!expression.toLowerCase(Locale.ROOT).contains("coalesce")) {
            differences.stream()
                    .filter(NotNullAdded.class::isInstance)
                    .map(NotNullAdded.class::cast)
                    .filter(filled -> filled.table().equals(table))
                    .map(filled -> filled.after().name())
                    .filter(name -> SqlText.mentions(expression, name))
                    .forEach(name -> refusals.add(
                            "%s.%s: @Backfill(\"%s\") uses %s, which may still be null then: write coalesce(%4$s, …)"
                                    .formatted(table, column, Shown.of(expression), name)));
        }
        Kind kind = after.table(table)
                .orElseThrow()
                .column(column)
                .orElseThrow()
                .type()
                .kind();
        before.table(table).orElseThrow().columns().stream()
                .filter(other -> SqlText.mentions(expression, other.name()))
                .forEach(other -> conversion(other.type().kind(), kind)
                        .ifPresent(way -> refusals.add(
                                "%s.%s: @Backfill(\"%s\") makes %s of %s, which the engines %s in different ways: make the column @Nullable, fill it by the program, and take @Nullable away with a constant as @Backfill"
                                        .formatted(
                                                table,
                                                column,
                                                Shown.of(expression),
                                                way.result,
                                                other.name(),
                                                way.verb))));
    }

    /** A conversion that nothing in SQL says in one way for both engines. */
    private record Conversion(String result, String verb) {}

    private static Optional<Conversion> conversion(Kind from, Kind to) {
        if (FRACTIONS.contains(from) && INTEGERS.contains(to)) {
            return Optional.of(new Conversion("an integer", "round"));
        }
        return to == Kind.BYTES && from != Kind.BYTES
                ? Optional.of(new Conversion("bytes", "convert"))
                : Optional.empty();
    }

    private String rename(String table, String column) {
        Optional<RenameHint> hint = renames.stream()
                .filter(h -> h.table().equals(table) && h.column().equals(column))
                .findFirst();
        return hint.map(h -> "; if it is another name for a column that is gone, " + h.remedy())
                .orElse("");
    }

    private void notNull(String table, ColumnDefinition column) {
        String value = column.defaultValue();
        Optional<String> backfill = after.hints().backfill(table, column.name());
        if (value == null && backfill.isEmpty()) {
            refusals.add("%s.%s must not be null any more, and rows that are null have nothing to become:"
                            .formatted(table, column.name())
                    + " give it a @Default, or say by @Backfill what they get, or leave it @Nullable");
            return;
        }
        backfill.ifPresent(expression -> backfill(table, column.name(), expression));
        ColumnType old = before.table(table)
                .orElseThrow()
                .column(column.name())
                .orElseThrow()
                .type();
        if (!FittingConstant.isFitting(backfill.orElse(value), backfill.isPresent(), old)) {
            refusals.add(
                    "%s.%s must not be null any more, and its type changes: rows that become %s could not become %s again: change the type first, and generate twice"
                            .formatted(
                                    table,
                                    column.name(),
                                    Shown.of(backfill.orElse(String.valueOf(value))),
                                    old.sql(DatabaseEngine.POSTGRESQL)));
        }
        boolean isForbidden = checksGone(table, column.name())
                .anyMatch(check -> backfill.isPresent() || value == null || !allows(check, column, value));
        if (isForbidden) {
            refusals.add(
                    "%s.%s must not be null any more, and its check changes: rows that become %s could keep the old check from coming back: change the check first, and generate twice"
                            .formatted(table, column.name(), Shown.of(backfill.orElse(String.valueOf(value)))));
        }
        TableDefinition next = after.table(table).orElseThrow();
        differences.stream()
                .filter(difference -> difference.table().equals(table))
                .flatMap(difference -> referenceOrUniqueGone(difference, column.name(), next).stream())
                .forEach(gone -> refusals.add(
                        "%s.%s must not be null any more, and %s goes: rows that become %s could keep it from coming back: drop it first, and generate twice"
                                .formatted(
                                        table, column.name(), gone, Shown.of(backfill.orElse(String.valueOf(value))))));
    }

    /** The name of a reference or unique constraint over the column that goes, with nothing like it in its place. */
    private static Optional<String> referenceOrUniqueGone(Difference difference, String column, TableDefinition next) {
        if (difference instanceof ForeignKeyDropped dropped) {
            return Optional.of(dropped.foreignKey())
                    .filter(key -> Involved.in(key, column))
                    .filter(key -> next.foreignKeys().stream()
                            .noneMatch(other -> other.columns().equals(key.columns())
                                    && other.referencedTable().equals(key.referencedTable())))
                    .map(ForeignKeyConstraint::name);
        }
        if (difference instanceof UniqueDropped dropped) {
            return Optional.of(dropped.unique())
                    .filter(unique -> Involved.in(unique, column) && !isUnique(unique.columns(), next))
                    .map(UniqueConstraint::name);
        }
        return difference instanceof IndexDropped dropped
                ? Optional.of(dropped.index())
                        .filter(index -> index.unique() && Involved.in(index, column))
                        .filter(index -> !isUnique(index.columns(), next))
                        .map(IndexDefinition::name)
                : Optional.empty();
    }

    private static boolean isUnique(List<String> columns, TableDefinition table) {
        return table.primaryKey().equals(columns)
                || table.uniques().stream().anyMatch(unique -> unique.columns().equals(columns))
                || table.indexes().stream()
                        .anyMatch(index -> index.unique()
                                && index.where() == null
                                && index.columns().equals(columns));
    }

    private Stream<CheckConstraint> checksGone(String table, String column) {
        return differences.stream()
                .filter(difference -> difference.table().equals(table))
                .flatMap(difference ->
                        difference instanceof CheckDropped dropped ? Stream.of(dropped.check()) : Stream.empty())
                .filter(check -> Involved.in(check, column));
    }

    /** Whether the value is certain to meet the check: one of the values that it lists. */
    private static boolean allows(CheckConstraint check, ColumnDefinition column, String value) {
        String literal = SchemaDdl.literal(column.type(), value, DatabaseEngine.POSTGRESQL);
        return check.expression().matches("(?is).*\\bin\\s*\\(.*")
                && check.expression().contains(literal);
    }

    /** What is held back keeps its name. */
    private void names() {
        Map<String, String> taken = new HashMap<>();
        for (TableDefinition table : kept.tables()) {
            for (String name : RelationNames.of(table)) {
                String other = taken.putIfAbsent(name, table.name());
                if (other != null) {
                    boolean isWantedHere = after.table(table.name())
                            .filter(wanted -> RelationNames.of(wanted).contains(name))
                            .isPresent();
                    refusals.add(
                            "%s: the name %s is that of a table, index or constraint of %s, which stays until it is dropped: give another name, or drop that in a migration before"
                                    .formatted(
                                            isWantedHere ? table.name() : other,
                                            name,
                                            isWantedHere ? other : table.name()));
                }
            }
        }
    }

    /** Liquibase takes them out of SQL. */
    private void carriageReturns() {
        Set<String> changed = differences.stream().map(Difference::table).collect(Collectors.toSet());
        after.tables().stream()
                .filter(table -> changed.contains(table.name()))
                .filter(table -> texts(table).anyMatch(text -> text.contains("\r")))
                .forEach(table -> refusals.add(
                        "table %s: a @Default, @Check or @Index has a carriage return, which Liquibase removes from SQL: write \\n alone"
                                .formatted(table.name())));
    }

    private static Stream<String> texts(TableDefinition table) {
        return Stream.of(
                        table.columns().stream().map(Refusals::defaultOnPostgres),
                        table.checks().stream().map(CheckConstraint::expression),
                        table.indexes().stream().map(IndexDefinition::where))
                .flatMap(text -> text)
                .filter(Objects::nonNull);
    }

    /** Where an array has its strings as they are, which a model and SQLite have as JSON. */
    private static @Nullable String defaultOnPostgres(ColumnDefinition column) {
        String value = column.defaultValue();
        return value == null ? null : SchemaDdl.literal(column.type(), value, DatabaseEngine.POSTGRESQL);
    }

    private void type(TypeChanged changed) {
        ColumnDefinition from = changed.before();
        ColumnDefinition to = changed.after();
        if (!Conversions.isPossible(from.type(), to.type())) {
            refusals.add(
                    "%s.%s becomes %s from %s, and the engines do not convert that alike: add a column of the new type with another name, fill it by the program, and drop the old one"
                            .formatted(
                                    changed.table(),
                                    to.name(),
                                    to.type().sql(DatabaseEngine.POSTGRESQL),
                                    from.type().sql(DatabaseEngine.POSTGRESQL)));
        }
    }

    private void key(KeyChanged changed) {
        String table = changed.table();
        List<String> referring = Stream.of(before, after)
                .flatMap(schema -> schema.tables().stream())
                .flatMap(other -> other.foreignKeys().stream()
                        .filter(key -> key.referencedTable().equals(table))
                        .map(key -> other.name() + "." + String.join(", ", key.columns())))
                .distinct()
                .sorted()
                .toList();
        if (!referring.isEmpty()) {
            refusals.add(
                    "%s: the primary key becomes (%s) from (%s), and values of %s refer to the old one: take their @References away in a migration before, fill them by the program, and refer to the new key in one after"
                            .formatted(
                                    table,
                                    String.join(", ", changed.after().primaryKey()),
                                    String.join(", ", changed.before().primaryKey()),
                                    String.join(" and ", referring)));
        }
        unique(table, changed.after().primaryKey(), "the primary key");
    }

    /** A new column with a default has one value in all rows. */
    private void unique(String table, List<String> columns, String what) {
        TableDefinition definition = after.table(table).orElseThrow();
        boolean equal = columns.stream()
                .map(name -> definition.column(name).orElseThrow())
                .allMatch(column -> differences.contains(new ColumnAdded(table, column)) && isConstant(table, column));
        if (equal) {
            refusals.add(
                    "%s.%s is new, %s, and would have the same value in all rows: say by @Backfill, over columns that differ, what they get, or make it @Nullable without a @Default"
                            .formatted(table, String.join(", ", columns), what));
        }
    }

    private boolean isConstant(String table, ColumnDefinition column) {
        Optional<String> backfill = after.hints().backfill(table, column.name());
        return backfill.map(expression -> before.table(table).orElseThrow().columns().stream()
                        .noneMatch(other -> SqlText.mentions(expression, other.name())))
                .orElse(column.defaultValue() != null);
    }
}
