package dev.aegis.migrations.generate;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.schema.CheckConstraint;
import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.IndexDefinition;
import dev.aegis.db.schema.SchemaDdl;
import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.db.schema.TableDefinition;
import dev.aegis.migrations.generate.Difference.CheckDropped;
import dev.aegis.migrations.generate.Difference.ColumnAdded;
import dev.aegis.migrations.generate.Difference.KeyChanged;
import dev.aegis.migrations.generate.Difference.NotNullAdded;
import dev.aegis.migrations.generate.Difference.TypeChanged;
import dev.aegis.migrations.generate.Difference.UniqueAdded;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what nobody but a person can decide. */
final class Refusals {
    private final List<Difference> differences;
    private final List<RenameHint> renames;
    private final List<String> refusals = new ArrayList<>();

    private Refusals(List<Difference> differences, List<RenameHint> renames) {
        this.differences = differences;
        this.renames = renames;
    }

    /** @throws GenerationException with a line for each difference that no changeset can be generated for */
    static void check(List<Difference> differences, List<RenameHint> renames, SchemaDefinition after) {
        Refusals refusals = new Refusals(differences, renames);
        differences.forEach(difference -> refusals.check(difference, after));
        refusals.carriageReturns(after);
        if (!refusals.refusals.isEmpty()) {
            throw new GenerationException(refusals.refusals);
        }
    }

    private void check(Difference difference, SchemaDefinition after) {
        if (difference instanceof ColumnAdded added) {
            newColumn(added.table(), added.column());
        } else if (difference instanceof NotNullAdded required) {
            notNull(required.table(), required.after());
        } else if (difference instanceof TypeChanged changed) {
            type(changed);
        } else if (difference instanceof KeyChanged changed) {
            key(changed);
        } else if (difference instanceof UniqueAdded added) {
            unique(added, after);
        }
    }

    private void newColumn(String table, ColumnDefinition column) {
        if (!column.nullable() && column.defaultValue() == null) {
            refusals.add("%s.%s is new and NOT NULL, and rows that exist have no value for it:"
                            .formatted(table, column.name())
                    + " give it a @Default, or make it @Nullable first and fill it" + rename(table, column.name()));
        }
    }

    private String rename(String table, String column) {
        Optional<RenameHint> hint = renames.stream()
                .filter(h -> h.table().equals(table)
                        && column.equals(h.change().attributes().get("newColumnName")))
                .findFirst();
        return hint.map(h -> "; if it is another name for a column that is gone, write a changeset with  " + h.line())
                .orElse("");
    }

    private void notNull(String table, ColumnDefinition column) {
        String value = column.defaultValue();
        if (value == null) {
            refusals.add("%s.%s must not be null any more, and rows that are null have nothing to become:"
                            .formatted(table, column.name())
                    + " give it a @Default, or leave it @Nullable");
        } else if (checksGone(table, column.name()).anyMatch(check -> !allows(check, column, value))) {
            refusals.add(
                    "%s.%s must not be null any more, and its check changes: rows that become %s could keep the old"
                                    .formatted(table, column.name(), value)
                            + " check from coming back: change the check first, and generate twice");
        }
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

    /** Liquibase takes them out of SQL. */
    private void carriageReturns(SchemaDefinition after) {
        Set<String> changed = differences.stream().map(Difference::table).collect(Collectors.toSet());
        after.tables().stream()
                .filter(table -> changed.contains(table.name()))
                .filter(table -> texts(table).anyMatch(text -> text.contains("\r")))
                .forEach(table -> refusals.add(
                        ("table %s: a @Default, @Check or @Index has a carriage return, which Liquibase removes from SQL:"
                                        + " write \\n alone")
                                .formatted(table.name())));
    }

    private static Stream<String> texts(TableDefinition table) {
        return Stream.of(
                        table.columns().stream().map(ColumnDefinition::defaultValue),
                        table.checks().stream().map(CheckConstraint::expression),
                        table.indexes().stream().map(IndexDefinition::where))
                .flatMap(text -> text)
                .filter(Objects::nonNull);
    }

    private void type(TypeChanged changed) {
        ColumnDefinition before = changed.before();
        ColumnDefinition after = changed.after();
        if (!Conversions.isPossible(before.type(), after.type())) {
            refusals.add("%s.%s becomes %s from %s, and not every value can, on both engines alike:"
                            .formatted(
                                    changed.table(),
                                    after.name(),
                                    after.type().sql(DatabaseEngine.POSTGRESQL),
                                    before.type().sql(DatabaseEngine.POSTGRESQL))
                    + " add a column of the new type and move the values there, or write the changeset by hand");
        }
    }

    private void key(KeyChanged changed) {
        refusals.add(
                "%s: the primary key becomes %s from %s, and other tables and programs rely on it: write the changeset by hand"
                        .formatted(changed.table(), key(changed.after()), key(changed.before())));
    }

    private static String key(TableDefinition table) {
        boolean generated = table.columns().stream().anyMatch(ColumnDefinition::generated);
        return "(" + String.join(", ", table.primaryKey()) + (generated ? ", generated)" : ")");
    }

    /** A new column with a default has one value in all rows. */
    private void unique(UniqueAdded added, SchemaDefinition after) {
        TableDefinition table = after.table(added.table()).orElseThrow();
        List<String> columns = added.unique().columns();
        boolean equal = columns.stream()
                .map(name -> table.column(name).orElseThrow())
                .allMatch(column ->
                        column.defaultValue() != null && differences.contains(new ColumnAdded(added.table(), column)));
        if (equal) {
            refusals.add(
                    "%s.%s is new, unique and has a @Default, which would be the same in all rows: make it @Nullable without a @Default first, and fill it"
                            .formatted(added.table(), String.join(", ", columns)));
        }
    }
}
