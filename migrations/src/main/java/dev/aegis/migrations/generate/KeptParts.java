package dev.aegis.migrations.generate;

import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.ForeignKeyConstraint;
import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.db.schema.TableDefinition;
import dev.aegis.migrations.Models;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What stays for now without a component or a record, as {@code @KeptColumns} and {@code @KeptTables} say. */
final class KeptParts {
    private final SchemaDefinition before;
    private final Models models;
    private final List<String> refusals = new ArrayList<>();

    private KeptParts(SchemaDefinition before, Models models) {
        this.before = before;
        this.models = models;
    }

    /**
     * The schema of the models, with what they keep of the one before.
     *
     * @throws GenerationException if something to keep is not there, or cannot be kept
     */
    static SchemaDefinition added(SchemaDefinition before, Models models) {
        KeptParts parts = new KeptParts(before, models);
        List<TableDefinition> tables = new ArrayList<>();
        models.schema().tables().forEach(table -> tables.add(parts.withColumns(table)));
        tables.addAll(parts.tables());
        parts.checkReferences(tables);
        if (!parts.refusals.isEmpty()) {
            throw new GenerationException(parts.refusals);
        }
        return new SchemaDefinition(tables, models.schema().hints());
    }

    private TableDefinition withColumns(TableDefinition wanted) {
        Set<String> names = new TreeSet<>(models.keptColumns(wanted.name()));
        Optional<TableDefinition> old = before.table(wanted.name());
        names.removeIf(name -> !canKeep(wanted.name(), name, old));
        return old.isPresent() && !names.isEmpty()
                ? writable(Targets.merged(old.get(), wanted, List.copyOf(names)), names)
                : wanted;
    }

    private boolean canKeep(String table, String column, Optional<TableDefinition> old) {
        if (old.flatMap(definition -> definition.column(column)).isEmpty()) {
            refusals.add("%1$s.%2$s: @KeptColumns names it, and the changelog has no such column: remove %2$s there"
                    .formatted(table, column));
            return false;
        }
        if (old.orElseThrow().primaryKey().contains(column)) {
            refusals.add(
                    "%1$s.%2$s: @KeptColumns names it, and a column of the primary key cannot be left to older programs: give the record its component back"
                            .formatted(table, column));
            return false;
        }
        return true;
    }

    /** Programs that do not know the columns insert rows without them. */
    private static TableDefinition writable(TableDefinition table, Set<String> kept) {
        List<ColumnDefinition> columns = table.columns().stream()
                .map(column -> kept.contains(column.name()) && column.defaultValue() == null
                        ? Columns.nullable(column, true)
                        : column)
                .toList();
        return TableParts.withColumns(table, columns);
    }

    private List<TableDefinition> tables() {
        List<TableDefinition> tables = new ArrayList<>();
        for (String name : new TreeSet<>(models.keptTables())) {
            if (models.schema().table(name).isPresent()) {
                refusals.add("%s: @KeptTables names it, and a record is its model: remove it there".formatted(name));
            } else {
                before.table(name)
                        .ifPresentOrElse(
                                tables::add,
                                () -> refusals.add(
                                        "%s: @KeptTables names it, and the changelog has no such table: remove it there"
                                                .formatted(name)));
            }
        }
        return tables;
    }

    /** What is kept may need a table that is not. */
    private void checkReferences(List<TableDefinition> tables) {
        for (TableDefinition table : tables) {
            for (ForeignKeyConstraint key : table.foreignKeys()) {
                String other = key.referencedTable();
                boolean isKept = tables.stream().anyMatch(kept -> kept.name().equals(other));
                if (!isKept && before.table(other).isPresent()) {
                    refusals.add(
                            "%s: it is kept for now, and its foreign key %s references %s, which no record models: name %s in an @KeptTables"
                                    .formatted(table.name(), key.name(), other, other));
                }
            }
        }
    }
}
