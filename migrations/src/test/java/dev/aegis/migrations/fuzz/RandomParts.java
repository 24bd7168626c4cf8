package dev.aegis.migrations.fuzz;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.schema.CheckConstraint;
import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.ColumnType;
import dev.aegis.db.schema.ColumnType.Kind;
import dev.aegis.db.schema.ForeignKeyConstraint;
import dev.aegis.db.schema.IndexDefinition;
import dev.aegis.db.schema.OnDelete;
import dev.aegis.db.schema.SchemaDdl;
import dev.aegis.db.schema.TableDefinition;
import dev.aegis.db.schema.UniqueConstraint;
import dev.aegis.migrations.generate.GeneratorAccess;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Parts of tables, as records could ask for them. */
final class RandomParts {
    private static final List<Integer> LENGTHS = List.of(1, 10, 50, 200);
    private static final List<ColumnType> DECIMALS = List.of(
            ColumnType.decimal(10, 2),
            ColumnType.decimal(14, 4),
            ColumnType.decimal(22, 3),
            ColumnType.decimal(3, 0),
            ColumnType.decimal(4, 4));
    private static final List<String> CONSTANTS = List.of("A", "B", "NEW", "OLD", "In_Progress");
    private static final List<String> TEXT_CONDITIONS = List.of(
            "%s <> ''",
            "%s <> 'C:\\'",
            "%s <> '\\'''",
            "length(%s) < 800",
            "%s not in ('a;b', '/*', '$$', 'it''s', '\\')",
            "%s is null or %1$s <> 'begin; commit'");

    private final Random random;

    RandomParts(Random random) {
        this.random = random;
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    ColumnType type() {
        Kind kind = one(List.of(Kind.values()));
        return switch (kind) {
            case VARCHAR -> ColumnType.varchar(one(LENGTHS));
            case DECIMAL -> one(DECIMALS);
            default -> ColumnType.of(kind);
        };
    }

    @Nullable
    String value(ColumnType type) {
        if (type.kind() == Kind.BYTES) {
            return null;
        }
        String value = GeneratorAccess.value(type, random);
        // Such a table can be changed no more: seldom, or most steps would be refusals.
        return (value.contains("${") || value.contains("\r")) && chance(95) ? value(type) : value;
    }

    ColumnDefinition column(String name) {
        ColumnType type = type();
        boolean nullable = chance(45);
        return new ColumnDefinition(name, type, nullable, false, chance(nullable ? 30 : 85) ? value(type) : null);
    }

    ModelTable table(String name, List<ModelTable> others) {
        ModelTable table = new ModelTable(name);
        addKey(table);
        int columns = 1 + random.nextInt(5);
        for (int i = 0; i < columns; i++) {
            ColumnDefinition column = column(ModelNames.column(random));
            if (table.column(column.name()).isEmpty()) {
                table.columns.add(column);
            }
        }
        if (chance(25)) {
            Collections.shuffle(table.columns, random);
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            addPart(table, others);
        }
        return table;
    }

    private void addKey(ModelTable table) {
        int way = random.nextInt(10);
        if (way < 6) {
            table.columns.add(new ColumnDefinition(
                    "id", ColumnType.of(chance(80) ? Kind.BIGINT : Kind.INTEGER), false, true, null));
            table.key.add("id");
        } else {
            int parts = way < 8 ? 1 : 2;
            for (int i = 0; i < parts; i++) {
                String column = i == 0 ? "id" : "id2";
                ColumnType type = one(List.of(
                        ColumnType.of(Kind.UUID),
                        ColumnType.of(Kind.TEXT),
                        ColumnType.varchar(50),
                        ColumnType.of(Kind.BIGINT),
                        ColumnType.of(Kind.INTEGER)));
                table.columns.add(new ColumnDefinition(column, type, false, false, null));
                table.key.add(column);
            }
        }
    }

    /** A constraint or an index; sometimes nothing that could be. */
    void addPart(ModelTable table, List<ModelTable> others) {
        switch (random.nextInt(5)) {
            case 0 -> addUnique(table);
            case 1 -> addCheck(table);
            case 2 -> addReference(table, others);
            case 3 -> addEnum(table);
            default -> addIndex(table);
        }
    }

    void addUnique(ModelTable table) {
        List<String> columns = columns(table, 2);
        table.uniques.add(new UniqueConstraint(
                chance(80) ? ModelNames.unique(table.name, columns) : ModelNames.part(random), columns));
    }

    void addIndex(ModelTable table) {
        List<String> columns = columns(table, 3);
        String where = chance(40) ? condition(table, one(table.columns)).orElse(null) : null;
        table.indexes.add(new IndexDefinition(
                chance(75) ? ModelNames.index(table.name, columns) : ModelNames.part(random),
                columns,
                chance(20),
                where));
    }

    void addCheck(ModelTable table) {
        ColumnDefinition column = one(table.columns);
        condition(table, column)
                .ifPresent(condition -> table.checks.add(new CheckConstraint(
                        chance(80) ? ModelNames.check(table.name + "_" + column.name(), 0) : ModelNames.part(random),
                        condition)));
    }

    /** A new column of it. */
    void addEnum(ModelTable table) {
        String name = ModelNames.column(random);
        List<String> constants = constants();
        if (table.column(name).isEmpty()) {
            boolean nullable = chance(30);
            table.columns.add(new ColumnDefinition(
                    name, ColumnType.varchar(50), nullable, false, nullable ? null : constants.get(0)));
            table.checks.add(new CheckConstraint(
                    ModelNames.check(table.name + "_" + name, 0),
                    name + " in ('" + String.join("', '", constants) + "')"));
        }
    }

    List<String> constants() {
        return CONSTANTS.subList(random.nextInt(2), 2 + random.nextInt(CONSTANTS.size() - 1));
    }

    void addReference(ModelTable table, List<ModelTable> others) {
        List<ModelTable> referenced = new ArrayList<>(others);
        referenced.add(table);
        ModelTable other = one(referenced);
        if (other.key.size() != 1) {
            return;
        }
        ColumnType type = other.column(other.key.get(0)).orElseThrow().type();
        List<ColumnDefinition> fitting = table.columns.stream()
                .filter(column -> ModelRules.matches(column.type(), type)
                        && !column.generated()
                        && table.references.stream().noneMatch(r -> r.columns().contains(column.name())))
                .toList();
        ColumnDefinition column;
        if (!fitting.isEmpty() && chance(40)) {
            column = one(fitting);
        } else {
            String name = chance(50) ? "a_id" : ModelNames.column(random);
            if (table.column(name).isPresent()) {
                return;
            }
            column = new ColumnDefinition(name, type, chance(80), false, null);
            table.columns.add(column);
        }
        table.references.add(new ForeignKeyConstraint(
                chance(90) ? ModelNames.foreignKey(table.name, column.name()) : ModelNames.part(random),
                List.of(column.name()),
                other.name,
                other.key,
                onDelete(column)));
    }

    OnDelete onDelete(ColumnDefinition column) {
        OnDelete onDelete = one(List.of(OnDelete.values()));
        return onDelete == OnDelete.SET_NULL && !column.nullable() ? OnDelete.CASCADE : onDelete;
    }

    /** What both engines read alike: another column, or a constant. */
    Optional<String> backfill(TableDefinition table, ColumnDefinition column) {
        List<ColumnDefinition> others = table.columns().stream()
                .filter(other -> !other.equals(column) && other.type().equals(column.type()) && !other.nullable())
                .toList();
        if (!others.isEmpty() && chance(50)) {
            return Optional.of(one(others).name());
        }
        String value = value(column.type());
        String literal = value == null ? "" : SchemaDdl.literal(column.type(), value, DatabaseEngine.SQLITE);
        boolean isCommon = value != null
                && !value.contains("\r")
                && literal.equals(SchemaDdl.literal(column.type(), value, DatabaseEngine.POSTGRESQL));
        return isCommon ? Optional.of(literal) : Optional.empty();
    }

    private List<String> columns(ModelTable table, int most) {
        List<String> names = new ArrayList<>();
        table.columns.stream()
                .filter(column -> column.type().kind() != Kind.JSON)
                .forEach(column -> names.add(column.name()));
        Collections.shuffle(names, random);
        return List.copyOf(names.subList(0, Math.min(names.size(), 1 + random.nextInt(most))));
    }

    /** In the SQL that both engines take. */
    Optional<String> condition(ModelTable table, ColumnDefinition column) {
        String name = column.name();
        if (chance(15) && table.columns.size() > 1) {
            return Optional.of("%s is not null or %s is not null"
                    .formatted(name, one(table.columns).name()));
        }
        return Optional.ofNullable(
                switch (column.type().kind()) {
                    case SMALLINT, INTEGER, BIGINT ->
                        one(List.of(
                                        "%s > 0",
                                        "%s <> 7",
                                        "%s between -100000 and 100000",
                                        "%s in (1, 2, 3, 4, 5, 6)",
                                        "%s >= -9223372036854775807"))
                                .formatted(name);
                    case DOUBLE -> name + " >= -2.5";
                    case DECIMAL -> "cast(" + name + " as numeric) > -0.5";
                    case BOOLEAN -> name + " = true";
                    case VARCHAR, TEXT -> one(TEXT_CONDITIONS).formatted(name);
                    case INSTANT -> name + " > '2000-01-01T00:00:00.000000Z'";
                    case DATE -> name + " > '2000-01-01'";
                    case UUID -> name + " <> '00000000-0000-0000-0000-000000000000'";
                    case JSON, STRINGS, BYTES -> null;
                });
    }
}
