package dev.aegis.db.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The schema that annotated records ask for. */
public final class RecordSchema {
    private final Faults faults = new Faults();
    private final Map<String, RecordModel> models = new LinkedHashMap<>();

    private RecordSchema() {}

    /**
     * Reads the models.
     *
     * @param records all models of a database, in any order
     * @return their tables, each after those that it references, otherwise by name
     * @throws SchemaException if a record is no model, or the models do not fit together; it names all faults
     */
    public static SchemaDefinition of(Collection<Class<? extends Record>> records) {
        RecordSchema schema = new RecordSchema();
        schema.readColumns(records);
        List<TableDefinition> tables = schema.tables();
        schema.refuseNamesGivenTwice(tables);
        List<TableDefinition> ordered = TableOrder.of(tables);
        schema.refuseCircle(tables, ordered);
        SchemaHints hints = HintReader.of(schema.models.values(), schema.faults);
        schema.faults.throwIfAny();
        return new SchemaDefinition(ordered, hints);
    }

    /** The columns that {@link KeptColumns} names on records of {@link #of}, by table. */
    public static Map<String, Set<String>> keptColumns(Collection<Class<? extends Record>> records) {
        Map<String, Set<String>> kept = new TreeMap<>();
        for (Class<? extends Record> record : records) {
            Table table = record.getAnnotation(Table.class);
            KeptColumns names = record.getAnnotation(KeptColumns.class);
            if (table != null && names != null) {
                kept.put(table.value(), new TreeSet<>(List.of(names.value())));
            }
        }
        return kept;
    }

    private void readColumns(Collection<Class<? extends Record>> records) {
        RecordReader reader = new RecordReader(faults);
        List<Class<? extends Record>> sorted = new ArrayList<>(Set.copyOf(records));
        sorted.sort(Comparator.comparing(Class::getName));
        for (Class<? extends Record> record : sorted) {
            reader.read(record).ifPresent(this::add);
        }
    }

    private void add(RecordModel model) {
        refuseKeptComponents(model);
        RecordModel other = models.putIfAbsent(model.table(), model);
        if (other != null) {
            faults.add(
                    model.record(),
                    "@Table(\"%s\") is already the table of %s".formatted(model.table(), Faults.name(other.record())));
        }
    }

    private void refuseKeptComponents(RecordModel model) {
        KeptColumns kept = model.record().getAnnotation(KeptColumns.class);
        for (String name : kept == null ? new String[0] : kept.value()) {
            if (model.names().contains(name)) {
                faults.add(
                        model.record(),
                        "@KeptColumns names %s, which is a column of the record: remove it from the annotation"
                                .formatted(name));
            }
        }
    }

    private List<TableDefinition> tables() {
        ReferenceReader references = new ReferenceReader(models.values(), faults);
        return models.values().stream()
                .map(model -> table(model, new ConstraintReader(model, faults), references))
                .toList();
    }

    private static TableDefinition table(RecordModel model, ConstraintReader constraints, ReferenceReader references) {
        return new TableDefinition(
                model.table(),
                model.columns().stream().map(ModelColumn::definition).toList(),
                model.primaryKey(),
                sorted(constraints.uniques(), UniqueConstraint::name),
                sorted(references.of(model), ForeignKeyConstraint::name),
                sorted(constraints.checks(), CheckConstraint::name),
                sorted(constraints.indexes(), IndexDefinition::name));
    }

    private static <T> List<T> sorted(List<T> parts, Function<T, String> name) {
        return parts.stream().sorted(Comparator.comparing(name)).toList();
    }

    /** Tables, indexes, sequences and what is kept by an index share their names in a schema of PostgreSQL. */
    private void refuseNamesGivenTwice(List<TableDefinition> tables) {
        Map<String, String> taken = new HashMap<>();
        for (TableDefinition table : tables) {
            taken.put(table.name(), "the table");
        }
        tables.forEach(table -> takeSequence(taken, table));
        for (TableDefinition table : tables) {
            take(taken, table, Names.primaryKey(table.name()));
            table.uniques().forEach(unique -> take(taken, table, unique.name()));
            table.indexes().forEach(index -> take(taken, table, index.name()));
            Map<String, String> constraints = new HashMap<>(taken);
            table.foreignKeys().forEach(key -> take(constraints, table, key.name()));
            table.checks().forEach(check -> take(constraints, table, check.name()));
        }
    }

    private void takeSequence(Map<String, String> taken, TableDefinition table) {
        table.columns().stream()
                .filter(ColumnDefinition::generated)
                .forEach(key -> take(
                        taken, table, Names.sequence(table.name(), key.name()), "the sequence of " + table.name()));
    }

    private void take(Map<String, String> taken, TableDefinition table, String name) {
        take(taken, table, name, "a constraint or index of " + table.name());
    }

    private void take(Map<String, String> taken, TableDefinition table, String name, String what) {
        String other = taken.putIfAbsent(name, what);
        if (other != null) {
            RecordModel model = models.get(table.name());
            if (model != null) {
                faults.add(
                        model.record(), "the name %s is already that of %s; give another name".formatted(name, other));
            }
        }
    }

    private void refuseCircle(List<TableDefinition> tables, List<TableDefinition> ordered) {
        List<TableDefinition> circle =
                tables.stream().filter(table -> !ordered.contains(table)).toList();
        if (!circle.isEmpty()) {
            faults.add(
                    "@References: the tables %s reference each other in a circle, and none can be created first; "
                                    .formatted(circle.stream()
                                            .map(TableDefinition::name)
                                            .sorted()
                                            .collect(Collectors.joining(", ")))
                            + "leave @References out of one of them, or move that one to a record of its own with references to both");
        }
    }
}
