package dev.aegis.migrations.fuzz;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.db.schema.TableDefinition;
import dev.aegis.migrations.EngineClient;
import dev.aegis.migrations.MigrationException;
import dev.aegis.migrations.Migrator;
import dev.aegis.migrations.Models;
import dev.aegis.migrations.drift.Catalogue;
import dev.aegis.migrations.drift.CatalogueTable;
import dev.aegis.migrations.drift.Drift;
import dev.aegis.migrations.generate.GeneratedMigration;
import dev.aegis.migrations.generate.GenerationException;
import dev.aegis.migrations.generate.GeneratorAccess;
import dev.aegis.migrations.generate.MigrationGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Plays sequences on both engines, one after the other, and finds what must not be. */
final class FuzzRun implements AutoCloseable {
    /** What a refusal tells its reader to do. */
    private static final Pattern REMEDY = Pattern.compile(
            "\\b(give|write|make|take|add|change|leave|rename|run|remove|set|use|drop|split|name|keep|generate|move|choose)\\b");

    /** That a value is too large for a narrower type. */
    private static final Pattern MISFIT = Pattern.compile(
            "does not fit|out of range|field overflow|value too long|invalid input syntax|cannot be cast");

    private final FuzzFigures figures;
    private final FuzzChangelog changelog;
    private final List<FuzzDatabase> databases = new ArrayList<>();
    private final MigrationGenerator generator;

    FuzzRun(FuzzFigures figures, Set<DatabaseEngine> engines) throws IOException {
        this.figures = figures;
        changelog = new FuzzChangelog();
        generator = new MigrationGenerator(changelog.directory());
        engines.forEach(engine -> databases.add(new FuzzDatabase(engine)));
    }

    /** The first thing that must not be. */
    Optional<Violation> play(FuzzSequence sequence) throws SQLException, IOException {
        changelog.empty();
        for (FuzzDatabase database : databases) {
            database.empty();
        }
        SchemaDefinition schema = new SchemaDefinition(List.of());
        Random random = new Random(sequence.seed());
        try {
            for (int i = 0; i < sequence.steps().size(); i++) {
                schema = step(i, sequence.steps().get(i), schema, random.nextLong());
            }
            atOnce(sequence.steps().size(), schema);
            return Optional.empty();
        } catch (Violation violation) {
            return Optional.of(violation);
        }
    }

    /** The latest of the files. */
    String lastFile() throws IOException {
        List<Path> files = changelog.files();
        return files.isEmpty() ? "" : Files.readString(files.get(files.size() - 1));
    }

    private SchemaDefinition step(int number, FuzzStep step, SchemaDefinition before, long seed)
            throws Violation, SQLException, IOException {
        figures.count("steps");
        Models models = new Models(step.models(), Set.of());
        SchemaDefinition after = step.destructive()
                ? step.models()
                : Held.back(GeneratorAccess.renamed(before, step.models()), step.models());
        List<Path> files = changelog.files();
        GeneratedMigration generated;
        try {
            generated = generator.generate(models, "Step " + number, step.destructive());
        } catch (GenerationException e) {
            refused(number, e, files, before, step.models());
            return before;
        } catch (RuntimeException e) {
            throw new Violation("generate throws " + e.getClass().getSimpleName(), number, text(e));
        }
        if (generated.file().isEmpty()) {
            figures.count("nothing to write");
            if (!generated.applied().isEmpty()) {
                throw new Violation("nothing written", number, "differences: " + generated.applied());
            }
            return before;
        }
        if (!generated.heldBack().isEmpty()) {
            figures.count("applied, something held back");
        }
        requireSilence(number, models, step);
        for (FuzzDatabase database : databases) {
            migrate(number, database, before, after, seed);
        }
        figures.count("applied");
        if (!GeneratorAccess.renamed(before, after).tables().equals(before.tables())) {
            figures.count("applied, something renamed");
        }
        return after;
    }

    private void refused(
            int number, GenerationException e, List<Path> files, SchemaDefinition before, SchemaDefinition after)
            throws Violation, IOException {
        if (!changelog.files().equals(files)) {
            throw new Violation("file left after a refusal", number, text(e));
        }
        for (String line : text(e).split("\n", -1)) {
            if (!REMEDY.matcher(line).find()) {
                throw new Violation("refusal without a remedy", number, line);
            }
            figures.count("refused: " + reason(line, before, after), line);
        }
        figures.count("refused");
    }

    /** Without names and values. */
    private static String reason(String line, SchemaDefinition before, SchemaDefinition after) {
        Set<String> names = Sequences.names(List.of(before, after));
        String text = line.replaceAll("'[^']*'", "'…'");
        for (String name : names) {
            text = text.replaceAll("\\b" + name + "\\b", "_");
        }
        text = text.replaceAll("[0-9]+", "#");
        return text.substring(0, Math.min(75, text.length()));
    }

    private void requireSilence(int number, Models models, FuzzStep step) throws Violation, IOException {
        List<Path> files = changelog.files();
        try {
            GeneratedMigration again = generator.generate(models, "Again", step.destructive());
            if (!again.applied().isEmpty() || again.file().isPresent()) {
                throw new Violation(
                        "a second generate is not silent",
                        number,
                        again.applied().stream().map(d -> d.text()).collect(Collectors.joining("; ")));
            }
        } catch (RuntimeException e) {
            throw new Violation("the file cannot be read back", number, text(e));
        }
        if (!changelog.files().equals(files)) {
            throw new Violation(
                    "a second generate writes", number, changelog.files().toString());
        }
    }

    private void migrate(int number, FuzzDatabase database, SchemaDefinition before, SchemaDefinition after, long seed)
            throws Violation, SQLException, IOException {
        String on = " " + database.engine();
        Set<String> unfilled = database.fill(before, new Random(seed));
        unfilled.forEach(table -> figures.count("empty tables" + on));
        database.keepFitting(before, after);
        SchemaDefinition renamed = GeneratorAccess.renamed(before, after);
        Snapshot start = database.snapshot(before).renamed(before, after);
        Migrator migrator = changelog.migrator(database.url());

        try {
            migrator.migrate();
        } catch (RuntimeException e) {
            if (!MISFIT.matcher(text(e)).find() && !numbersMissACheck(e, renamed, after)) {
                throw new Violation("migrate fails" + on, number, text(e));
            }
            figures.count("refused by the values" + on);
            if (undoPart(number, database, migrator, start, renamed, after)) {
                Snapshot refused = database.snapshot(before).renamed(before, after);
                requireRows("values after a refused migrate" + on, number, start, renamed, refused, renamed);
                database.deleteRows(before);
                Snapshot empty = database.snapshot(before).renamed(before, after);
                start = new Snapshot(start.catalogue(), empty.rows(), empty.counters(), start.history());
                apply("migrate without rows fails" + on, number, migrator);
            } else {
                database.deleteAllRows();
                apply("migrate without rows fails" + on, number, migrator);
                requireModels(number, database, after);
                return;
            }
        }
        requireModels(number, database, after);
        Snapshot end = database.snapshot(after);
        int applied = end.history().size() - start.history().size();
        requireRows("values after migrate" + on, number, start, renamed, end, after);
        requireCounters("ids after migrate" + on, number, start, end, renamed, after);
        if (applied == 0) {
            return;
        }

        try {
            migrator.rollback(applied);
        } catch (RuntimeException e) {
            if (isDocumented(e, renamed, after)) {
                figures.count("rollback refused as documented" + on);
                apply("migrate after a refused rollback fails" + on, number, migrator);
                requireModels(number, database, after);
                return;
            }
            throw new Violation("rollback fails" + on, number, text(e));
        }
        Snapshot back = database.snapshot(before).renamed(before, after);
        requireCatalogue("catalogue after rollback" + on, number, start.catalogue(), back.catalogue());
        requireRows("values after rollback" + on, number, start, renamed, back, kept(renamed, after));
        requireCounters("ids after rollback" + on, number, start, back, renamed, after);

        applyScript(number, database, migrator);
        Snapshot again = database.snapshot(after);
        if (!again.history().equals(end.history())) {
            throw new Violation("history after the script" + on, number, end.history() + " became " + again.history());
        }
        requireCatalogue("catalogue after another migrate" + on, number, end.catalogue(), again.catalogue());
        requireRows("values after another migrate" + on, number, start, renamed, again, after);
    }

    /** Undoes the changesets before the one that was refused; whether that was possible. */
    private boolean undoPart(
            int number,
            FuzzDatabase database,
            Migrator migrator,
            Snapshot start,
            SchemaDefinition renamed,
            SchemaDefinition after)
            throws Violation, SQLException {
        int applied = database.history().size() - start.history().size();
        if (applied == 0) {
            return true;
        }
        figures.count("refused after some changesets " + database.engine());
        try {
            migrator.rollback(applied);
            return true;
        } catch (RuntimeException e) {
            if (isDocumented(e, renamed, after)) {
                return false;
            }
            throw new Violation("rollback of a part fails " + database.engine(), number, text(e));
        }
    }

    private static boolean isDocumented(RuntimeException e, SchemaDefinition renamed, SchemaDefinition after) {
        return losesConstrainedColumn(renamed, after)
                || (MISFIT.matcher(text(e)).find() && fillsAnotherType(renamed, after));
    }

    /** As psql and sqlite3 run it. What a script cannot do is refused with the command that can. */
    private void applyScript(int number, FuzzDatabase database, Migrator migrator) throws Violation, IOException {
        String on = " " + database.engine();
        String script;
        try {
            script = migrator.dryRunSql();
        } catch (MigrationException e) {
            if (!text(e).contains("apply it with 'aegis migrate'")) {
                throw new Violation("no script" + on, number, text(e));
            }
            figures.count("scripts refused" + on);
            apply("migrate after rollback fails" + on, number, migrator);
            return;
        }
        EngineClient.Outcome outcome = database.run(script);
        if (outcome.exitCode() != 0) {
            throw new Violation("the script fails" + on, number, outcome.output() + "\n" + script);
        }
        figures.count("scripts" + on);
    }

    private static void apply(String kind, int number, Migrator migrator) throws Violation {
        try {
            migrator.migrate();
        } catch (RuntimeException e) {
            throw new Violation(kind, number, text(e));
        }
    }

    private static void requireModels(int number, FuzzDatabase database, SchemaDefinition schema)
            throws Violation, SQLException {
        String drift;
        try {
            drift = Drift.between(new Models(schema, Set.of()), FuzzDatabase.SETTING, database.url()).stream()
                    .map(difference -> difference.text("the database"))
                    .collect(Collectors.joining("\n"));
        } catch (RuntimeException e) {
            throw new Violation("comparing fails " + database.engine(), number, text(e));
        }
        if (!drift.isEmpty()) {
            throw new Violation("drift " + database.engine(), number, drift);
        }
        List<String> broken = database.brokenReferences();
        if (!broken.isEmpty()) {
            throw new Violation("broken references " + database.engine(), number, "in " + broken);
        }
    }

    private static void requireRows(
            String kind, int number, Snapshot start, SchemaDefinition before, Snapshot end, SchemaDefinition after)
            throws Violation {
        Optional<String> difference = Expected.difference(start, before, end, after);
        if (difference.isPresent()) {
            throw new Violation(kind, number, difference.get());
        }
    }

    /** Of the columns that both have as generated keys: another column, or one that came back, has another counter. */
    private static void requireCounters(
            String kind, int number, Snapshot start, Snapshot end, SchemaDefinition before, SchemaDefinition after)
            throws Violation {
        for (Map.Entry<String, Long> counter : start.counters().entrySet()) {
            Long now = end.counters().get(counter.getKey());
            Optional<String> generated = generated(before, counter.getKey());
            boolean isKept = generated.isPresent() && generated.equals(generated(after, counter.getKey()));
            if (isKept && now != null && now < counter.getValue()) {
                throw new Violation(
                        kind, number, "ids of %s: %d became %d".formatted(counter.getKey(), counter.getValue(), now));
            }
        }
    }

    private static Optional<String> generated(SchemaDefinition schema, String name) {
        return schema.table(name).stream()
                .flatMap(table -> table.columns().stream())
                .filter(ColumnDefinition::generated)
                .map(ColumnDefinition::name)
                .findFirst();
    }

    private static void requireCatalogue(String kind, int number, Catalogue wanted, Catalogue found) throws Violation {
        Map<String, List<String>> before = inAnyOrder(wanted);
        Map<String, List<String>> after = inAnyOrder(found);
        if (!before.equals(after)) {
            List<String> lost = new ArrayList<>();
            List<String> unknown = new ArrayList<>();
            before.forEach((table, parts) -> parts.stream()
                    .filter(part -> !after.getOrDefault(table, List.of()).contains(part))
                    .forEach(part -> lost.add(table + " " + part)));
            after.forEach((table, parts) -> parts.stream()
                    .filter(part -> !before.getOrDefault(table, List.of()).contains(part))
                    .forEach(part -> unknown.add(table + " " + part)));
            throw new Violation(kind, number, "missing " + lost + ", unknown " + unknown);
        }
    }

    /** PostgreSQL puts a column that comes back at the end. */
    private static Map<String, List<String>> inAnyOrder(Catalogue catalogue) {
        Map<String, List<String>> tables = new TreeMap<>();
        for (CatalogueTable table : catalogue.tables()) {
            tables.put(
                    table.name(),
                    table.objects().stream().map(String::valueOf).sorted().toList());
        }
        return tables;
    }

    /** What a rollback brings back with its values; what was null may have become something else. */
    private static SchemaDefinition kept(SchemaDefinition before, SchemaDefinition after) {
        List<TableDefinition> tables = new ArrayList<>();
        for (TableDefinition table : before.tables()) {
            Optional<TableDefinition> next = after.table(table.name());
            if (next.isPresent()) {
                ModelTable kept = new ModelTable(table);
                kept.columns.removeIf(column -> next.get().column(column.name()).isEmpty());
                kept.columns.replaceAll(column -> new ColumnDefinition(
                        column.name(),
                        column.type(),
                        next.get().column(column.name()).orElseThrow().nullable(),
                        column.generated(),
                        column.defaultValue()));
                tables.add(kept.definition());
            }
        }
        return new SchemaDefinition(tables);
    }

    /** The database gives existing rows numbers, which a check over the new column may not take. */
    private static boolean numbersMissACheck(RuntimeException e, SchemaDefinition before, SchemaDefinition after) {
        return text(e).toLowerCase(Locale.ROOT).contains("check constraint")
                && after.tables().stream()
                        .anyMatch(table -> table.columns().stream()
                                .anyMatch(column -> column.generated()
                                        && before.table(table.name())
                                                .filter(old -> old.column(column.name())
                                                        .isEmpty())
                                                .isPresent()
                                        && table.checks().stream()
                                                .anyMatch(check ->
                                                        GeneratorAccess.mentions(check.expression(), column.name()))));
    }

    /** What stands in place of null is of the new type, and need not fit the old one. */
    private static boolean fillsAnotherType(SchemaDefinition before, SchemaDefinition after) {
        return before.tables().stream()
                .anyMatch(table -> table.columns().stream()
                        .anyMatch(column -> after.table(table.name())
                                .flatMap(next -> next.column(column.name()))
                                .filter(next -> column.nullable()
                                        && !next.nullable()
                                        && !next.type().equals(column.type()))
                                .isPresent()));
    }

    /** The documentation says that such a rollback fails, and changes nothing. */
    private static boolean losesConstrainedColumn(SchemaDefinition before, SchemaDefinition after) {
        for (TableDefinition table : before.tables()) {
            Optional<TableDefinition> next = after.table(table.name());
            if (next.isPresent()
                    && table.foreignKeys().stream()
                            .anyMatch(r -> after.table(r.referencedTable()).isEmpty())) {
                return true;
            }
            for (ColumnDefinition column : next.isPresent() ? table.columns() : List.<ColumnDefinition>of()) {
                String name = column.name();
                boolean isUnique = table.primaryKey().contains(name)
                        || table.uniques().stream().anyMatch(u -> u.columns().contains(name))
                        || table.indexes().stream()
                                .anyMatch(i -> i.unique() && i.columns().contains(name))
                        || table.foreignKeys().stream()
                                .anyMatch(r -> r.columns().contains(name))
                        || table.checks().stream().anyMatch(c -> GeneratorAccess.mentions(c.expression(), name));
                if (next.get().column(name).isEmpty() && isUnique) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The same schema, made in one step on an empty database. */
    private void atOnce(int number, SchemaDefinition schema) throws Violation, SQLException, IOException {
        Map<DatabaseEngine, Catalogue> evolved = new TreeMap<>();
        for (FuzzDatabase database : databases) {
            evolved.put(
                    database.engine(),
                    database.snapshot(new SchemaDefinition(List.of())).catalogue());
            database.empty();
        }
        changelog.empty();
        try {
            if (generator
                    .generate(new Models(schema, Set.of()), "At once", false)
                    .file()
                    .isEmpty()) {
                return;
            }
        } catch (GenerationException e) {
            figures.count("refused at once");
            return;
        }
        for (FuzzDatabase database : databases) {
            apply("migrate at once fails " + database.engine(), number, changelog.migrator(database.url()));
            Catalogue catalogue = database.snapshot(schema).catalogue();
            requireCatalogue(
                    "not as at once " + database.engine(),
                    number,
                    catalogue,
                    Objects.requireNonNull(evolved.get(database.engine())));
        }
    }

    private static String text(RuntimeException e) {
        return String.valueOf(e.getMessage());
    }

    @Override
    public void close() throws IOException, SQLException {
        for (FuzzDatabase database : databases) {
            database.close();
        }
        changelog.close();
    }
}
