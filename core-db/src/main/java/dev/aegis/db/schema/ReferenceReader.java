package dev.aegis.db.schema;

import dev.aegis.db.schema.ColumnType.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the foreign keys of tables, once the columns of all are known. */
final class ReferenceReader {
    private final Collection<RecordModel> models;
    private final Faults faults;

    ReferenceReader(Collection<RecordModel> models, Faults faults) {
        this.models = models;
        this.faults = faults;
    }

    List<ForeignKeyConstraint> of(RecordModel model) {
        List<ForeignKeyConstraint> keys = new ArrayList<>();
        for (ModelColumn column : model.columns()) {
            References references = column.component().getAnnotation(References.class);
            if (references != null) {
                referenced(column, references).ifPresent(target -> keys.add(key(model, column, references, target)));
            }
        }
        return keys;
    }

    private ForeignKeyConstraint key(
            RecordModel model, ModelColumn column, References references, RecordModel referenced) {
        String name = references.name().isEmpty() ? Names.foreignKey(model.table(), column.name()) : references.name();
        Names.relationFault(name)
                .ifPresent(fault -> complain(column, "the name %s %s; give another one".formatted(name, fault)));
        if (references.onDelete() == OnDelete.SET_NULL && !column.definition().nullable()) {
            complain(column, "@References(onDelete = SET_NULL) needs a column that takes NULL; add @Nullable");
        }
        return new ForeignKeyConstraint(
                name, List.of(column.name()), referenced.table(), referenced.primaryKey(), references.onDelete());
    }

    private Optional<RecordModel> referenced(ModelColumn column, References references) {
        if ((references.value() == Record.class) == references.table().isEmpty()) {
            complain(column, "@References names a record or a table, one of them");
            return Optional.empty();
        }
        Optional<RecordModel> found = models.stream()
                .filter(model -> references.table().isEmpty()
                        ? model.record() == references.value()
                        : model.table().equals(references.table()))
                .findFirst();
        if (found.isEmpty()) {
            complain(column, missing(references));
        }
        return found.filter(model -> hasMatchingKey(column, model));
    }

    private static String missing(References references) {
        if (!references.table().isEmpty()) {
            return "@References(table = \"%s\"): no record is the model of this table".formatted(references.table());
        }
        String name = Faults.name(references.value());
        return references.value().isAnnotationPresent(Table.class)
                ? "@References(%s.class): this record is not among the models".formatted(name)
                : "@References(%s.class): this record has no @Table".formatted(name);
    }

    private boolean hasMatchingKey(ModelColumn column, RecordModel referenced) {
        if (referenced.primaryKey().size() != 1) {
            complain(
                    column,
                    "@References: %s has no primary key of one column, and others cannot be referenced"
                            .formatted(referenced.table()));
            return false;
        }
        String key = referenced.primaryKey().get(0);
        ColumnType type = type(referenced, key);
        if (type != null && !matches(column.definition().type(), type)) {
            complain(
                    column,
                    "@References: it has the type %s, and %s.%s the type %s"
                            .formatted(text(column.definition().type()), referenced.table(), key, text(type)));
            return false;
        }
        return true;
    }

    private static @Nullable ColumnType type(RecordModel model, String column) {
        return model.columns().stream()
                .filter(candidate -> candidate.name().equals(column))
                .map(candidate -> candidate.definition().type())
                .findFirst()
                .orElse(null);
    }

    /** Texts of all lengths compare. */
    private static boolean matches(ColumnType one, ColumnType other) {
        return one.equals(other) || (isText(one) && isText(other));
    }

    private static boolean isText(ColumnType type) {
        return type.kind() == Kind.TEXT || type.kind() == Kind.VARCHAR;
    }

    private static String text(ColumnType type) {
        return type.sql(dev.aegis.db.DatabaseEngine.POSTGRESQL);
    }

    private void complain(ModelColumn column, String text) {
        faults.add(column.component(), text);
    }
}
