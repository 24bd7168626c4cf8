package dev.aegis.db.schema;

import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the unique constraints, checks and indexes of one record's table. */
final class ConstraintReader {
    private final RecordModel model;
    private final Faults faults;

    ConstraintReader(RecordModel model, Faults faults) {
        this.model = model;
        this.faults = faults;
    }

    List<UniqueConstraint> uniques() {
        List<UniqueConstraint> uniques = each(Unique.class, Unique::columns, this::unique);
        Map<List<String>, String> owners = new HashMap<>();
        owners.put(List.copyOf(model.primaryKey()), "the primary key");
        for (UniqueConstraint unique : uniques) {
            String owner = owners.putIfAbsent(unique.columns(), "@Unique " + unique.name());
            if (owner != null) {
                // PostgreSQL would make one constraint of two in CREATE TABLE, and two of them later.
                complain("@Unique %s is over the columns of %s, which are unique by that already: remove it"
                        .formatted(unique.name(), owner));
            }
        }
        return uniques;
    }

    List<IndexDefinition> indexes() {
        return each(Index.class, Index::columns, this::index);
    }

    private interface Part<A, T> {
        T of(A annotation, List<String> columns, Consumer<String> complain);
    }

    private <A extends Annotation, T> List<T> each(Class<A> type, Function<A, String[]> columns, Part<A, T> part) {
        String name = "@" + type.getSimpleName();
        List<T> parts = new ArrayList<>();
        for (A annotation : model.record().getAnnotationsByType(type)) {
            parts.add(part.of(annotation, ofRecord(name, columns.apply(annotation)), this::complain));
        }
        for (RecordComponent component : model.record().getRecordComponents()) {
            for (A annotation : component.getAnnotationsByType(type)) {
                List<String> own = ofComponent(name, component, columns.apply(annotation));
                parts.add(part.of(annotation, own, text -> faults.add(component, text)));
            }
        }
        return parts;
    }

    private UniqueConstraint unique(Unique unique, List<String> columns, Consumer<String> complain) {
        return new UniqueConstraint(name(unique.name(), Names.unique(model.table(), columns), complain), columns);
    }

    private IndexDefinition index(Index index, List<String> columns, Consumer<String> complain) {
        return new IndexDefinition(
                name(index.name(), Names.index(model.table(), columns), complain),
                columns,
                index.unique(),
                index.where().isEmpty() ? null : condition("@Index(where = \"%s\")", index.where(), complain));
    }

    List<CheckConstraint> checks() {
        List<CheckConstraint> checks = new ArrayList<>();
        addChecks(checks, model.table(), null, model.record().getAnnotationsByType(Check.class), this::complain);
        for (ModelColumn column : model.columns()) {
            RecordComponent component = column.component();
            addChecks(
                    checks,
                    model.table() + "_" + column.name(),
                    constantsOnly(column),
                    component.getAnnotationsByType(Check.class),
                    text -> faults.add(component, text));
        }
        return checks;
    }

    private void addChecks(
            List<CheckConstraint> checks,
            String origin,
            @Nullable String first,
            Check[] annotations,
            Consumer<String> complain) {
        int number = 0;
        if (first != null) {
            checks.add(new CheckConstraint(Names.check(origin, number++), first));
        }
        for (Check check : annotations) {
            String name = check.name().isEmpty() ? Names.check(origin, number++) : check.name();
            checks.add(new CheckConstraint(
                    name(check.name(), name, complain), condition("@Check(\"%s\")", check.value(), complain)));
        }
    }

    /** The condition that a column holds a constant of its enum; null if it need not. */
    private @Nullable String constantsOnly(ModelColumn column) {
        RecordComponent component = column.component();
        Column settings = component.getAnnotation(Column.class);
        if (!component.getType().isEnum()) {
            return null;
        }
        List<String> constants = Arrays.stream(component.getType().getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .toList();
        int length = column.definition().type().size();
        constants.stream()
                .filter(constant -> constant.length() > length)
                .forEach(constant -> faults.add(
                        component,
                        "%s has %d characters; give @Column(length = …) to more than %d"
                                .formatted(constant, constant.length(), length)));
        if (constants.isEmpty()) {
            faults.add(
                    component,
                    "%s has no constant".formatted(component.getType().getSimpleName()));
        }
        return settings != null && !settings.check()
                ? null
                : constants.stream().collect(Collectors.joining("', '", column.name() + " in ('", "')"));
    }

    private Stream<String> decimalsAsText(SqlExpression expression) {
        return model.columns().stream()
                .filter(column -> column.definition().type().kind() == ColumnType.Kind.DECIMAL)
                .map(ModelColumn::name)
                .filter(expression::usesUncast);
    }

    private void complain(String text) {
        faults.add(model.record(), text);
    }

    private List<String> ofRecord(String annotation, String... columns) {
        List<String> named = List.of(columns);
        if (named.isEmpty()) {
            faults.add(model.record(), annotation + ": name the columns, or write it on a component");
        }
        named.stream()
                .filter(name -> !model.names().contains(name))
                .forEach(name -> faults.add(model.record(), annotation + " " + unknownColumn(name)));
        if (new HashSet<>(named).size() < named.size()) {
            faults.add(model.record(), "%s names a column twice: %s".formatted(annotation, named));
        }
        return named;
    }

    private List<String> ofComponent(String annotation, RecordComponent component, String... columns) {
        if (columns.length > 0) {
            faults.add(component, annotation + ": columns are for the annotation on the record; here it is this one");
        }
        return List.of(RecordReader.nameOf(component));
    }

    private String unknownColumn(String name) {
        return "speaks of %s, which is no column of %s; there are %s"
                .formatted(name, model.table(), String.join(", ", model.names()));
    }

    private static String name(String given, String otherwise, Consumer<String> complain) {
        if (given.isEmpty()) {
            return otherwise;
        }
        Names.relationFault(given)
                .ifPresent(fault -> complain.accept("the name %s %s; give another one".formatted(given, fault)));
        return given;
    }

    private String condition(String format, String written, Consumer<String> complain) {
        SqlExpression expression = SqlExpression.of(written);
        String where = format.formatted(expression.text());
        Optional<String> fault = expression.fault();
        Set<String> unknown = new HashSet<>(expression.names());
        unknown.removeAll(model.names());
        if (fault.isPresent()) {
            complain.accept(where + " " + fault.get());
        } else if (expression.concatenates()) {
            complain.accept(where + " uses ||, which the engines understand in different ways: compare the parts");
        } else if (expression.names().isEmpty()) {
            complain.accept(where + " speaks of no column");
        } else {
            unknown.forEach(name -> complain.accept(where + " " + unknownColumn(name)));
            decimalsAsText(expression)
                    .forEach(name -> complain.accept(where
                            + (" compares %s, which SQLite keeps as text,"
                                            + " where 9 is more than 20; write cast(%s as numeric)")
                                    .formatted(name, name)));
        }
        return expression.text();
    }
}
