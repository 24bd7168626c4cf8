package dev.aegis.db.schema;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the columns and the key of one record's table. */
final class RecordReader {
    private final Faults faults;
    private final ColumnTypes types;
    private final DefaultValues defaults;

    RecordReader(Faults faults) {
        this.faults = faults;
        this.types = new ColumnTypes(faults);
        this.defaults = new DefaultValues(faults);
    }

    /** The table; empty, and a fault, if the record names none. */
    Optional<RecordModel> read(Class<? extends Record> record) {
        Table table = record.getAnnotation(Table.class);
        if (table == null) {
            faults.add(record, "is no model: it has no @Table(\"name\")");
            return Optional.empty();
        }
        Names.relationFault(table.value())
                .ifPresent(fault -> faults.add(
                        record, "@Table(\"%s\") %s; give the table another name".formatted(table.value(), fault)));
        List<ModelColumn> columns = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        boolean generatedKey = hasGeneratedKey(record);
        Map<String, RecordComponent> first = new HashMap<>();
        for (RecordComponent component : record.getRecordComponents()) {
            String name = columnName(component);
            RecordComponent other = first.putIfAbsent(name, component);
            if (other != null) {
                faults.add(component, "the column %s is already that of %s".formatted(name, other.getName()));
            }
            names.add(name);
            column(component, name, generatedKey).ifPresent(columns::add);
        }
        return Optional.of(new RecordModel(record, table.value(), columns, primaryKey(record), names));
    }

    private String columnName(RecordComponent component) {
        String name = nameOf(component);
        Optional<String> fault = ReservedWords.isSystemColumn(name)
                ? Optional.of("is that of a hidden column, which every table of an engine has")
                : Names.fault(name);
        fault.ifPresent(text -> faults.add(
                component,
                "the column's name %s %s; give another one with @Column(name = \"…\")".formatted(name, text)));
        return name;
    }

    static String nameOf(RecordComponent component) {
        Column column = component.getAnnotation(Column.class);
        return column == null || column.name().isEmpty() ? Names.snakeCase(component.getName()) : column.name();
    }

    private Optional<ModelColumn> column(RecordComponent component, String name, boolean generatedKey) {
        boolean isNullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        nullableFault(component, isNullable).ifPresent(fault -> faults.add(component, fault));
        boolean isId = component.isAnnotationPresent(Id.class);
        boolean isGenerated = isId && generatedKey;
        if (isNullable && component.getType().isPrimitive()) {
            faults.add(component, "a primitive is never null; remove @Nullable, or use the boxed type");
        } else if (isNullable && isId) {
            faults.add(component, "a part of the primary key is never null; remove @Nullable or @Id");
        }
        if (isGenerated && component.isAnnotationPresent(Default.class)) {
            faults.add(component, "the database gives the value; remove @Default, or write @Id(generated = false)");
        }
        return types.of(component)
                .map(type -> new ColumnDefinition(
                        name, type, isNullable && !isId, isGenerated, defaults.of(component, type)))
                .map(definition -> new ModelColumn(component, definition));
    }

    /** What looks as if the column took NULL, and does not say so. */
    private static Optional<String> nullableFault(RecordComponent component, boolean isNullable) {
        if (component.getAnnotatedType() instanceof AnnotatedArrayType array
                && !isNullable
                && array.getAnnotatedGenericComponentType().isAnnotationPresent(Nullable.class)) {
            return Optional.of("@Nullable is that of the bytes here, not of the array; write byte @Nullable []");
        }
        return otherAnnotations(component)
                .map(annotation -> annotation.annotationType().getName())
                .filter(name -> name.matches(".*[.$](Nullable|CheckForNull)"))
                .filter(name -> !name.equals(Nullable.class.getName()))
                .findFirst()
                .map(name -> "%s has no effect here; use org.jspecify.annotations.Nullable".formatted(name));
    }

    /** An annotation stands where its target lets it: on the component, its type, its field or its method. */
    private static Stream<Annotation> otherAnnotations(RecordComponent component) {
        Stream<AnnotatedElement> places = Stream.of(component, component.getAnnotatedType(), component.getAccessor());
        Stream<AnnotatedElement> fields = Arrays.stream(
                        component.getDeclaringRecord().getDeclaredFields())
                .filter(field -> field.getName().equals(component.getName()))
                .map(AnnotatedElement.class::cast);
        return Stream.concat(places, fields).flatMap(place -> Arrays.stream(place.getAnnotations()));
    }

    private List<String> primaryKey(Class<? extends Record> record) {
        List<String> key = ids(record).stream().map(RecordReader::nameOf).toList();
        if (key.isEmpty()) {
            faults.add(record, "no component is marked @Id; a table needs a primary key");
        }
        return key;
    }

    private static boolean hasGeneratedKey(Class<? extends Record> record) {
        List<RecordComponent> ids = ids(record);
        return ids.size() == 1 && isGenerated(ids.get(0));
    }

    private static boolean isGenerated(RecordComponent id) {
        Class<?> type = id.getType();
        boolean isNumber = type == long.class || type == Long.class || type == int.class || type == Integer.class;
        return isNumber && id.getAnnotation(Id.class).generated() && !id.isAnnotationPresent(References.class);
    }

    private static List<RecordComponent> ids(Class<? extends Record> record) {
        return List.of(record.getRecordComponents()).stream()
                .filter(component -> component.isAnnotationPresent(Id.class))
                .toList();
    }
}
