package dev.aegis.db.schema;

import dev.aegis.db.schema.ColumnType.Kind;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what records say about the way to their schema. */
final class HintReader {
    private static final Set<String> OF_THE_MOMENT =
            Set.of("current_date", "current_time", "current_timestamp", "localtime", "localtimestamp");

    /** Of bytes, as the standard and SQLite write them; PostgreSQL gets them in its own form. */
    private static final Pattern BYTES = Pattern.compile("(?i)\\bx'(?:[0-9a-f]{2})*'");

    private final Faults faults;
    private final Map<String, String> backfills = new HashMap<>();
    private final Map<String, String> formerNames = new HashMap<>();

    private HintReader(Faults faults) {
        this.faults = faults;
    }

    static SchemaHints of(Collection<RecordModel> models, Faults faults) {
        HintReader reader = new HintReader(faults);
        for (RecordModel model : models) {
            reader.formerTable(model, models);
            model.columns().forEach(column -> reader.column(model, column));
        }
        return new SchemaHints(reader.backfills, reader.formerNames);
    }

    private void formerTable(RecordModel model, Collection<RecordModel> models) {
        RenamedFrom renamed = model.record().getAnnotation(RenamedFrom.class);
        if (renamed == null) {
            return;
        }
        String from = renamed.value();
        boolean isThere = models.stream().anyMatch(other -> other.table().equals(from));
        boolean isTaken = models.stream()
                .filter(other -> other.record() != model.record())
                .map(other -> other.record().getAnnotation(RenamedFrom.class))
                .anyMatch(other -> other != null && other.value().equals(from));
        fault(from, isThere, isTaken, "table").ifPresent(fault -> faults.add(model.record(), fault));
        formerNames.put(model.table(), from);
    }

    private void column(RecordModel model, ModelColumn column) {
        RenamedFrom renamed = column.component().getAnnotation(RenamedFrom.class);
        if (renamed != null) {
            boolean isTaken = model.columns().stream()
                    .filter(other -> !other.name().equals(column.name()))
                    .map(other -> other.component().getAnnotation(RenamedFrom.class))
                    .anyMatch(other -> other != null && other.value().equals(renamed.value()));
            fault(renamed.value(), model.names().contains(renamed.value()), isTaken, "column")
                    .ifPresent(fault -> faults.add(column.component(), fault));
            formerNames.put(model.table() + "." + column.name(), renamed.value());
        }
        Backfill backfill = column.component().getAnnotation(Backfill.class);
        if (backfill != null) {
            SqlExpression expression = SqlExpression.of(backfill.value());
            bytesFault(column, expression)
                    .or(() -> backfillFault(model, column, withoutBytes(column, expression)))
                    .ifPresent(fault ->
                            faults.add(column.component(), "@Backfill(\"%s\") %s".formatted(expression.text(), fault)));
            backfills.put(model.table() + "." + column.name(), expression.text());
        }
    }

    private static Optional<String> fault(String from, boolean isThere, boolean isTaken, String what) {
        String where = "@RenamedFrom(\"%s\"): ".formatted(from);
        if (isThere) {
            return Optional.of(where + "a model has a %s of this name; remove the annotation".formatted(what));
        }
        if (isTaken) {
            return Optional.of(where + "another %s has the annotation with this name; leave it on one".formatted(what));
        }
        return Names.fault(from).map(fault -> where + "the name " + fault + "; rename it in a changeset of your own");
    }

    private static SqlExpression withoutBytes(ModelColumn column, SqlExpression expression) {
        return isBytes(column)
                ? SqlExpression.of(BYTES.matcher(expression.text()).replaceAll("null"))
                : expression;
    }

    /** SQLite would keep other constants as the text or the number that they are. */
    private static Optional<String> bytesFault(ModelColumn column, SqlExpression expression) {
        return isBytes(column) && withoutBytes(column, expression).text().matches(".*(?:'|\\b[0-9]|\\bcast\\b).*")
                ? Optional.of(
                        "is for bytes: write a column of bytes, or constants in hexadecimal digits such as x'00ff'")
                : Optional.empty();
    }

    private static boolean isBytes(ModelColumn column) {
        return column.definition().type().kind() == Kind.BYTES;
    }

    private static Optional<String> backfillFault(RecordModel model, ModelColumn column, SqlExpression expression) {
        if (column.definition().nullable()) {
            return Optional.of("is for a column that is never null; remove it, or @Nullable");
        }
        if (expression.fault().isPresent()) {
            return expression.fault();
        }
        Optional<String> moment = expression.names().stream()
                .filter(name -> OF_THE_MOMENT.contains(name.toLowerCase(Locale.ROOT)))
                .findFirst();
        if (moment.isPresent()) {
            return Optional.of(
                    "uses %s, which the engines write in different ways; write a constant".formatted(moment.get()));
        }
        boolean isDecimal = Stream.concat(
                        Stream.of(column),
                        model.columns().stream()
                                .filter(other -> expression.names().contains(other.name())))
                .anyMatch(other -> other.definition().type().kind() == Kind.DECIMAL);
        return isDecimal && expression.calculates()
                ? Optional.of("calculates with a decimal, which SQLite would round; write a column or a constant")
                : Optional.empty();
    }
}
