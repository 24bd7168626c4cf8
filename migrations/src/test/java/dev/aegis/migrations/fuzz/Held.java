package dev.aegis.migrations.fuzz;

import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.db.schema.TableDefinition;
import dev.aegis.migrations.generate.GeneratorAccess;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a migration leads to that drops nothing. */
final class Held {
    private Held() {}

    /** The models, and the tables and columns that they no longer have, with what cannot be without these columns. */
    static SchemaDefinition back(SchemaDefinition before, SchemaDefinition models) {
        List<TableDefinition> tables = new ArrayList<>();
        for (TableDefinition table : models.tables()) {
            Optional<TableDefinition> old = before.table(table.name());
            tables.add(old.isPresent() ? merged(old.get(), table, names(models)) : table);
        }
        before.tables().stream()
                .filter(table -> models.table(table.name()).isEmpty())
                .map(table -> withoutNames(table, names(models)))
                .forEach(tables::add);
        SchemaDefinition held =
                new SchemaDefinition(GeneratorAccess.ordered(tables).tables(), models.hints());
        return new SchemaDefinition(
                held.tables().stream()
                        .map(table ->
                                models.table(table.name()).filter(table::equals).isPresent()
                                        ? table
                                        : withoutLooseReferences(table, held))
                        .toList(),
                models.hints());
    }

    /** Those to a key that became of another type go, as the documentation says. */
    private static TableDefinition withoutLooseReferences(TableDefinition table, SchemaDefinition held) {
        ModelTable tied = new ModelTable(table);
        tied.references.removeIf(reference -> {
            TableDefinition other = held.table(reference.referencedTable()).orElseThrow();
            for (int i = 0; i < reference.columns().size(); i++) {
                Optional<ColumnDefinition> own =
                        table.column(reference.columns().get(i));
                Optional<ColumnDefinition> referred =
                        other.column(reference.referencedColumns().get(i));
                if (referred.isPresent() && !family(own.orElseThrow()).equals(family(referred.get()))) {
                    return true;
                }
            }
            return false;
        });
        return tied.definition();
    }

    private static String family(ColumnDefinition column) {
        return switch (column.type().kind()) {
            case SMALLINT, INTEGER, BIGINT -> "integers";
            case VARCHAR, TEXT -> "texts";
            default -> column.type().toString();
        };
    }

    private static TableDefinition withoutNames(TableDefinition table, Set<String> taken) {
        ModelTable held = new ModelTable(table);
        held.uniques.removeIf(unique -> taken.contains(unique.name()));
        held.indexes.removeIf(index -> taken.contains(index.name()));
        return held.definition();
    }

    /** An index goes before its column or its table when its name is taken by another table. */
    private static Set<String> names(SchemaDefinition models) {
        Set<String> names = new HashSet<>();
        for (TableDefinition table : models.tables()) {
            table.indexes().forEach(index -> names.add(index.name()));
            table.uniques().forEach(unique -> names.add(unique.name()));
        }
        return names;
    }

    private static TableDefinition merged(TableDefinition old, TableDefinition table, Set<String> taken) {
        ModelTable merged = new ModelTable(table);
        for (ColumnDefinition column : old.columns()) {
            if (table.column(column.name()).isEmpty()) {
                // Only a key is given by the database.
                merged.columns.add(new ColumnDefinition(
                        column.name(), column.type(), column.nullable(), false, column.defaultValue()));
                addParts(merged, old, column.name(), taken);
            }
        }
        return merged.definition();
    }

    private static void addParts(ModelTable merged, TableDefinition old, String column, Set<String> taken) {
        old.uniques().stream()
                .filter(part -> part.columns().contains(column))
                .filter(part -> !taken.contains(part.name()))
                .filter(part -> merged.uniques.stream().noneMatch(m -> m.name().equals(part.name())))
                .forEach(merged.uniques::add);
        old.foreignKeys().stream()
                .filter(part -> part.columns().contains(column))
                .filter(part ->
                        merged.references.stream().noneMatch(m -> m.name().equals(part.name())))
                .forEach(merged.references::add);
        old.checks().stream()
                .filter(part -> GeneratorAccess.mentions(part.expression(), column))
                .filter(part -> merged.checks.stream().noneMatch(m -> m.name().equals(part.name())))
                .forEach(merged.checks::add);
        old.indexes().stream()
                .filter(part -> part.columns().contains(column)
                        || (part.where() != null && GeneratorAccess.mentions(part.where(), column)))
                .filter(part -> !taken.contains(part.name()))
                .filter(part -> merged.indexes.stream().noneMatch(m -> m.name().equals(part.name())))
                .forEach(merged.indexes::add);
    }
}
