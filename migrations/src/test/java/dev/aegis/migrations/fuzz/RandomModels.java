package dev.aegis.migrations.fuzz;

import dev.aegis.db.schema.CheckConstraint;
import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.ColumnType;
import dev.aegis.db.schema.ColumnType.Kind;
import dev.aegis.db.schema.ForeignKeyConstraint;
import dev.aegis.db.schema.IndexDefinition;
import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.db.schema.SchemaHints;
import dev.aegis.db.schema.TableDefinition;
import dev.aegis.db.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A random evolution of models; the same for the same seed. */
final class RandomModels {
    private static final int ATTEMPTS = 30;

    private final Random random;
    private final RandomParts parts;

    /** By {@code table} or {@code table.column}: what the models say that its name was. */
    private Map<String, String> formerNames = new LinkedHashMap<>();

    private RandomModels(long seed) {
        random = new Random(seed);
        parts = new RandomParts(random);
    }

    /** @param mostSteps how many changes of the models, at most */
    static FuzzSequence sequence(long seed, int mostSteps) {
        RandomModels models = new RandomModels(seed);
        List<FuzzStep> steps = new ArrayList<>();
        SchemaDefinition schema = models.start();
        steps.add(new FuzzStep(schema, false));
        int count = 1 + models.random.nextInt(mostSteps);
        for (int i = 0; i < count; i++) {
            schema = models.changed(schema);
            steps.add(new FuzzStep(models.withHints(schema), models.parts.chance(80)));
        }
        return new FuzzSequence(seed, steps);
    }

    /** Models may keep them for some releases. */
    private SchemaDefinition withHints(SchemaDefinition schema) {
        Map<String, String> possible = ModelRules.formerNames(schema, formerNames);
        formerNames = parts.chance(50) ? new LinkedHashMap<>(possible) : new LinkedHashMap<>();
        Map<String, String> backfills = new LinkedHashMap<>();
        for (TableDefinition table : schema.tables()) {
            for (ColumnDefinition column : table.columns()) {
                if (ModelRules.canHaveBackfill(column) && parts.chance(50)) {
                    parts.backfill(table, column)
                            .ifPresent(sql -> backfills.put(table.name() + "." + column.name(), sql));
                }
            }
        }
        return new SchemaDefinition(schema.tables(), new SchemaHints(backfills, possible));
    }

    private SchemaDefinition start() {
        List<ModelTable> tables = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        while (tables.size() < count) {
            List<ModelTable> more = new ArrayList<>(tables);
            more.add(parts.table(ModelNames.table(random), tables));
            if (ModelRules.schema(more).isPresent()) {
                tables = more;
            }
        }
        return ModelRules.schema(tables).orElseThrow();
    }

    private SchemaDefinition changed(SchemaDefinition before) {
        SchemaDefinition after = before;
        int changes = parts.chance(50) ? 1 : 1 + random.nextInt(5);
        for (int i = 0; i < changes; i++) {
            after = changedOnce(after);
        }
        return after;
    }

    private SchemaDefinition changedOnce(SchemaDefinition before) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<ModelTable> tables = new ArrayList<>();
            before.tables().forEach(table -> tables.add(new ModelTable(table)));
            Map<String, String> names = new LinkedHashMap<>(formerNames);
            change(tables);
            Optional<SchemaDefinition> after = ModelRules.schema(tables);
            if (after.isPresent() && !after.get().equals(before)) {
                return after.get();
            }
            formerNames = names;
        }
        return before;
    }

    private void change(List<ModelTable> tables) {
        if (tables.isEmpty() || parts.chance(7)) {
            tables.add(parts.table(ModelNames.table(random), tables));
            return;
        }
        ModelTable table = parts.one(tables);
        List<ModelTable> others = new ArrayList<>(tables);
        others.remove(table);
        switch (random.nextInt(27)) {
            case 0, 1, 2 ->
                table.columns.add(random.nextInt(table.columns.size() + 1), parts.column(ModelNames.column(random)));
            case 3, 4 -> noKey(table).ifPresent(column -> table.dropColumn(column.name()));
            case 5, 6 -> noKey(table).ifPresent(column -> changeType(table, column));
            case 7, 8 -> noKey(table).ifPresent(column -> changeDefault(table, column));
            case 9, 10 -> noKey(table).ifPresent(column -> changeNullability(table, column));
            case 11, 12, 13, 14 -> parts.addPart(table, others);
            case 15, 16 -> dropPart(table);
            case 17 -> changePart(table);
            case 18, 24, 25 -> renameColumn(table, others);
            case 19, 26 -> renameTable(table, others);
            case 20 -> dropTable(table, tables);
            case 21 -> changeKey(table, others);
            case 22 -> moveName(table, others);
            default -> moveColumn(table, others);
        }
    }

    private Optional<ColumnDefinition> noKey(ModelTable table) {
        List<ColumnDefinition> columns = table.columns.stream()
                .filter(column -> !table.key.contains(column.name()))
                .toList();
        return columns.isEmpty() ? Optional.empty() : Optional.of(parts.one(columns));
    }

    private void changeType(ModelTable table, ColumnDefinition column) {
        ColumnType type = parts.chance(85) ? wider(column.type()) : parts.type();
        @Nullable String value = column.defaultValue() == null ? null : parts.value(type);
        table.replace(new ColumnDefinition(column.name(), type, column.nullable(), false, value));
        table.dropConditionsOf(column.name());
        table.references.removeIf(reference -> reference.columns().contains(column.name()));
        if (parts.chance(40)) {
            parts.condition(table, table.column(column.name()).orElseThrow())
                    .ifPresent(condition -> table.checks.add(
                            new CheckConstraint(ModelNames.check(table.name + "_" + column.name(), 0), condition)));
        }
    }

    private ColumnType wider(ColumnType type) {
        return switch (type.kind()) {
            case SMALLINT -> ColumnType.of(parts.one(List.of(Kind.INTEGER, Kind.BIGINT, Kind.DOUBLE, Kind.TEXT)));
            case INTEGER ->
                parts.one(List.of(ColumnType.of(Kind.BIGINT), ColumnType.of(Kind.DOUBLE), ColumnType.decimal(14, 4)));
            case BIGINT -> parts.one(List.of(ColumnType.decimal(22, 3), ColumnType.of(Kind.TEXT)));
            case DECIMAL -> ColumnType.decimal(type.size() + 4, type.scale() + random.nextInt(3));
            case VARCHAR -> parts.chance(50) ? ColumnType.varchar(type.size() + 20) : ColumnType.of(Kind.TEXT);
            // Most others are refused, and so is each step after it.
            default -> parts.chance(15) ? ColumnType.of(Kind.TEXT) : type;
        };
    }

    private void changeDefault(ModelTable table, ColumnDefinition column) {
        @Nullable String value = parts.chance(25) ? null : parts.value(column.type());
        table.replace(new ColumnDefinition(column.name(), column.type(), column.nullable(), false, value));
    }

    private void changeNullability(ModelTable table, ColumnDefinition column) {
        @Nullable String value = column.defaultValue();
        if (column.nullable() && value == null && parts.chance(80)) {
            value = parts.value(column.type());
        }
        table.replace(new ColumnDefinition(column.name(), column.type(), !column.nullable(), false, value));
    }

    private void dropPart(ModelTable table) {
        dropOne(parts.one(List.of(table.uniques, table.references, table.checks, table.indexes)));
    }

    private void dropOne(List<?> ofKind) {
        if (!ofKind.isEmpty()) {
            ofKind.remove(random.nextInt(ofKind.size()));
        }
    }

    private void changePart(ModelTable table) {
        if (!table.references.isEmpty() && parts.chance(40)) {
            int index = random.nextInt(table.references.size());
            ForeignKeyConstraint old = table.references.get(index);
            table.references.set(
                    index,
                    new ForeignKeyConstraint(
                            old.name(),
                            old.columns(),
                            old.referencedTable(),
                            old.referencedColumns(),
                            parts.onDelete(table.column(old.columns().get(0)).orElseThrow())));
        } else if (!table.checks.isEmpty() && parts.chance(60)) {
            int index = random.nextInt(table.checks.size());
            CheckConstraint old = table.checks.get(index);
            int list = old.expression().indexOf(" in ('");
            String condition = list < 0
                    ? parts.condition(table, parts.one(table.columns)).orElse(old.expression())
                    : old.expression().substring(0, list) + " in ('" + String.join("', '", parts.constants()) + "')";
            table.checks.set(index, new CheckConstraint(old.name(), condition));
        } else if (!table.indexes.isEmpty()) {
            int index = random.nextInt(table.indexes.size());
            IndexDefinition old = table.indexes.get(index);
            String where = parts.condition(table, parts.one(table.columns)).orElse(null);
            table.indexes.set(index, new IndexDefinition(old.name(), old.columns(), parts.chance(30), where));
        }
    }

    private void renameColumn(ModelTable table, List<ModelTable> others) {
        ColumnDefinition column = parts.one(table.columns);
        String to = ModelNames.column(random);
        boolean isKey = table.key.contains(column.name());
        if (table.column(to).isPresent() || (isKey && parts.chance(80))) {
            return;
        }
        table.renameColumn(column.name(), to);
        declare(table.name + "." + column.name(), column.name(), table.name + "." + to);
        follow(table.name, table, others);
    }

    private void renameTable(ModelTable table, List<ModelTable> others) {
        String from = table.name;
        table.rename(ModelNames.table(random));
        Map<String, String> names = new LinkedHashMap<>();
        formerNames.forEach((key, name) ->
                names.put(key.startsWith(from + ".") ? table.name + key.substring(from.length()) : key, name));
        formerNames = names;
        declare(from, from, table.name);
        follow(from, table, others);
    }

    /** Most renames; it may have had another name before this one. */
    private void declare(String key, String name, String later) {
        String first = formerNames.remove(key);
        if (parts.chance(65)) {
            formerNames.put(later, first == null ? name : first);
        }
    }

    /** References of other tables go where the table and its key went. */
    private static void follow(String from, ModelTable table, List<ModelTable> others) {
        for (ModelTable other : others) {
            other.references.replaceAll(reference -> reference.referencedTable().equals(from)
                    ? new ForeignKeyConstraint(
                            reference.name(), reference.columns(), table.name, table.key, reference.onDelete())
                    : reference);
        }
    }

    private void dropTable(ModelTable table, List<ModelTable> tables) {
        if (tables.size() == 1 && parts.chance(70)) {
            return;
        }
        tables.remove(table);
        boolean withColumns = parts.chance(60);
        for (ModelTable other : tables) {
            List<ForeignKeyConstraint> gone = other.references.stream()
                    .filter(reference -> reference.referencedTable().equals(table.name))
                    .toList();
            other.references.removeAll(gone);
            gone.stream()
                    .flatMap(reference -> reference.columns().stream())
                    .filter(column -> withColumns && !other.key.contains(column))
                    .forEach(other::dropColumn);
        }
    }

    /** Together with the columns that refer to it. */
    private void changeKey(ModelTable table, List<ModelTable> others) {
        int way = random.nextInt(4);
        if (way == 0 && table.key.size() == 1) {
            ColumnDefinition key = table.column(table.key.get(0)).orElseThrow();
            ColumnType type = key.type().kind() == Kind.INTEGER
                    ? ColumnType.of(Kind.BIGINT)
                    : parts.one(List.of(ColumnType.of(Kind.TEXT), ColumnType.of(Kind.BIGINT)));
            boolean generated = key.generated() && type.kind() == Kind.BIGINT;
            table.dropConditionsOf(key.name());
            table.replace(new ColumnDefinition(key.name(), type, false, generated, null));
            for (ModelTable other : others) {
                for (ForeignKeyConstraint reference : other.references) {
                    if (reference.referencedTable().equals(table.name)) {
                        String name = reference.columns().get(0);
                        ColumnDefinition old = other.column(name).orElseThrow();
                        other.dropConditionsOf(name);
                        other.replace(new ColumnDefinition(name, type, old.nullable(), false, null));
                    }
                }
            }
        } else if (way == 1 && table.key.size() == 1 && parts.chance(40)) {
            table.columns.replaceAll(column -> table.key.contains(column.name())
                    ? new ColumnDefinition(column.name(), column.type(), false, !column.generated(), null)
                    : column);
        } else if (way == 2) {
            Collections.reverse(table.key);
        } else {
            noKey(table).filter(column -> !column.nullable()).ifPresent(column -> table.key.add(column.name()));
        }
    }

    /** Names are global in a schema: that of a constraint or an index goes to another. */
    private void moveName(ModelTable table, List<ModelTable> others) {
        if (others.isEmpty()) {
            return;
        }
        ModelTable other = parts.one(others);
        if (!table.indexes.isEmpty() && parts.chance(60)) {
            IndexDefinition index = table.indexes.remove(random.nextInt(table.indexes.size()));
            other.indexes.add(new IndexDefinition(
                    index.name(), List.of(parts.one(other.columns).name()), index.unique(), null));
        } else if (!table.uniques.isEmpty()) {
            UniqueConstraint unique = table.uniques.remove(random.nextInt(table.uniques.size()));
            other.uniques.add(new UniqueConstraint(
                    unique.name(), List.of(parts.one(other.columns).name())));
        }
    }

    private void moveColumn(ModelTable table, List<ModelTable> others) {
        Optional<ColumnDefinition> column = noKey(table);
        if (!others.isEmpty() && column.isPresent()) {
            table.dropColumn(column.get().name());
            parts.one(others).columns.add(column.get());
        }
    }
}
