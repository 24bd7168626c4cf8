package dev.aegis.migrations.fuzz;

import dev.aegis.db.schema.CheckConstraint;
import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.ColumnType;
import dev.aegis.db.schema.ColumnType.Kind;
import dev.aegis.db.schema.ForeignKeyConstraint;
import dev.aegis.db.schema.IndexDefinition;
import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.db.schema.TableDefinition;
import dev.aegis.db.schema.UniqueConstraint;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Takes away from a failing sequence what the failure does not need. */
final class Reducer {
    private static final int MOST_ATTEMPTS = 200;

    private final FuzzRun run;
    private final String signature;
    private FuzzSequence best;
    private int attempts;

    private Reducer(FuzzRun run, FuzzSequence failing, String signature) {
        this.run = run;
        this.signature = signature;
        best = failing;
    }

    /** A smaller sequence that fails in the same way. */
    static FuzzSequence reduce(FuzzRun run, FuzzSequence failing, Violation violation)
            throws SQLException, IOException {
        List<FuzzStep> needed = failing.steps()
                .subList(0, Math.min(violation.step() + 1, failing.steps().size()));
        Reducer reducer = new Reducer(run, failing, signature(violation, failing));
        reducer.attempt(new FuzzSequence(failing.seed(), needed));
        int before;
        do {
            before = size(reducer.best);
            reducer.round();
        } while (size(reducer.best) < before && reducer.attempts < MOST_ATTEMPTS);
        return reducer.best;
    }

    static String signature(Violation violation, FuzzSequence sequence) {
        return violation.signature(
                Sequences.names(sequence.steps().stream().map(FuzzStep::models).toList()));
    }

    private static int size(FuzzSequence sequence) {
        return Sequences.text(sequence).length();
    }

    private boolean attempt(FuzzSequence candidate) throws SQLException, IOException {
        if (candidate.steps().isEmpty() || attempts >= MOST_ATTEMPTS || size(candidate) >= size(best)) {
            return false;
        }
        attempts++;
        Optional<Violation> violation = run.play(candidate);
        boolean same =
                violation.isPresent() && signature(violation.get(), candidate).equals(signature);
        if (same) {
            best = candidate;
        }
        return same;
    }

    private void round() throws SQLException, IOException {
        for (int i = best.steps().size() - 2; i >= 0; i--) {
            List<FuzzStep> fewer = new ArrayList<>(best.steps());
            fewer.remove(i);
            attempt(new FuzzSequence(best.seed(), fewer));
        }
        for (String table : tables()) {
            attemptOnAll(tables -> dropTable(tables, table));
        }
        for (String table : tables()) {
            for (String column : columns(table)) {
                attemptOnAll(tables -> of(tables, table).ifPresent(t -> {
                    if (!t.key.contains(column)) {
                        t.dropColumn(column);
                    }
                }));
            }
            for (String part : parts(table)) {
                attemptOnAll(tables -> of(tables, table).ifPresent(t -> dropPart(t, part)));
            }
        }
        for (String table : tables()) {
            for (String column : columns(table)) {
                attemptOnAll(tables ->
                        of(tables, table).ifPresent(t -> change(t, column, c -> c.type(), null, c -> c.nullable())));
                attemptOnAll(tables -> of(tables, table)
                        .ifPresent(t -> change(t, column, c -> ColumnType.of(Kind.TEXT), "", c -> c.nullable())));
            }
        }
        for (int i = 0; i < best.steps().size(); i++) {
            undoSomeOf(i);
        }
    }

    /** Leaves a table as it was before a step, or takes it away from that step. */
    private void undoSomeOf(int step) throws SQLException, IOException {
        for (String name : tables()) {
            if (step == 0) {
                continue;
            }
            Optional<TableDefinition> before =
                    best.steps().get(step - 1).models().table(name);
            List<FuzzStep> steps = new ArrayList<>(best.steps());
            List<ModelTable> tables = new ArrayList<>();
            steps.get(step).models().tables().stream()
                    .filter(table -> !table.name().equals(name))
                    .forEach(table -> tables.add(new ModelTable(table)));
            before.ifPresent(table -> tables.add(new ModelTable(table)));
            Optional<SchemaDefinition> models = ModelRules.schema(tables);
            if (models.isPresent()) {
                steps.set(step, steps.get(step).with(models.get()));
                attempt(new FuzzSequence(best.seed(), steps));
            }
        }
    }

    private void attemptOnAll(Consumer<List<ModelTable>> change) throws SQLException, IOException {
        List<FuzzStep> steps = new ArrayList<>();
        for (FuzzStep step : best.steps()) {
            List<ModelTable> tables = new ArrayList<>();
            step.models().tables().forEach(table -> tables.add(new ModelTable(table)));
            change.accept(tables);
            Optional<SchemaDefinition> models = ModelRules.schema(tables);
            if (models.isEmpty()) {
                return;
            }
            steps.add(step.with(models.get()));
        }
        attempt(new FuzzSequence(best.seed(), steps));
    }

    private interface Change<T> {
        T of(ColumnDefinition column);
    }

    /** @param value the default of a column that has one and keeps one; null for none */
    private static void change(
            ModelTable table,
            String column,
            Change<ColumnType> type,
            @org.jspecify.annotations.Nullable String value,
            Change<Boolean> nullable) {
        Optional<ColumnDefinition> found = table.column(column);
        if (found.isPresent() && !table.key.contains(column)) {
            ColumnDefinition old = found.get();
            table.replace(new ColumnDefinition(
                    column, type.of(old), nullable.of(old), false, old.defaultValue() == null ? null : value));
        }
    }

    private static Optional<ModelTable> of(List<ModelTable> tables, String name) {
        return tables.stream().filter(table -> table.name.equals(name)).findFirst();
    }

    private static void dropTable(List<ModelTable> tables, String name) {
        tables.removeIf(table -> table.name.equals(name));
        tables.forEach(table -> table.references.removeIf(
                reference -> reference.referencedTable().equals(name)));
    }

    private static void dropPart(ModelTable table, String name) {
        table.uniques.removeIf(part -> part.name().equals(name));
        table.references.removeIf(part -> part.name().equals(name));
        table.checks.removeIf(part -> part.name().equals(name));
        table.indexes.removeIf(part -> part.name().equals(name));
    }

    private Set<String> tables() {
        Set<String> names = new LinkedHashSet<>();
        best.steps().forEach(step -> step.models().tables().forEach(table -> names.add(table.name())));
        return names;
    }

    private Set<String> columns(String name) {
        Set<String> names = new LinkedHashSet<>();
        best.steps()
                .forEach(step -> step.models()
                        .table(name)
                        .ifPresent(table -> table.columns().forEach(column -> names.add(column.name()))));
        return names;
    }

    private Set<String> parts(String name) {
        Set<String> names = new LinkedHashSet<>();
        best.steps()
                .forEach(step -> step.models().table(name).ifPresent(table -> {
                    table.uniques().stream().map(UniqueConstraint::name).forEach(names::add);
                    table.foreignKeys().stream().map(ForeignKeyConstraint::name).forEach(names::add);
                    table.checks().stream().map(CheckConstraint::name).forEach(names::add);
                    table.indexes().stream().map(IndexDefinition::name).forEach(names::add);
                }));
        return names;
    }
}
