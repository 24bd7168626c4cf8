package dev.aegis.migrations.fuzz;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.migrations.MigrationException;
import dev.aegis.migrations.Models;
import dev.aegis.migrations.drift.Drift;
import dev.aegis.migrations.generate.GeneratorAccess;
import dev.aegis.migrations.generate.GeneratorAccess.Change;
import dev.aegis.migrations.generate.MigrationGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Two changes that were made on two branches from one base, and merged. */
final class MergedBranches implements AutoCloseable {
    private final FuzzFigures figures;
    private final FuzzChangelog changelog = new FuzzChangelog();
    private final List<FuzzDatabase> databases = new ArrayList<>();
    private final Map<String, List<String>> files = new HashMap<>();
    private final String base;

    MergedBranches(FuzzFigures figures, Set<DatabaseEngine> engines) throws IOException {
        this.figures = figures;
        engines.forEach(engine -> databases.add(new FuzzDatabase(engine)));
        base = generate(GeneratorAccess.schema(GeneratorAccess.START), "Begin", false)
                .get(0);
        Files.writeString(changes().resolve("0001-begin.yaml"), base);
    }

    private Path changes() {
        return changelog.directory().resolve("changes");
    }

    /**
     * What is wrong when one was applied and the other comes with the merge.
     *
     * @param first whose file comes first by its name
     * @param inOrder whether the first is applied first
     */
    List<String> merge(Change first, Change second, boolean inOrder) throws SQLException, IOException {
        List<String> wrong = new ArrayList<>();
        String a = file(first, "A ");
        String b = file(second, "B ");
        Change applied = inOrder ? first : second;
        for (FuzzDatabase database : databases) {
            write(base, inOrder ? a : null, inOrder ? null : b);
            SchemaDefinition before = GeneratorAccess.schema(GeneratorAccess.START, applied.sql());
            database.empty();
            changelog.migrator(database.url()).migrate();
            database.fill(before, new Random(1));
            Optional<SchemaDefinition> merged = merged(applied, inOrder ? second : first);
            if (merged.isPresent()) {
                database.keepFitting(before, merged.get());
            }
            write(base, a, b);
            outcome(database, before, merged)
                    .ifPresent(fault -> wrong.add("%s: '%s' was applied, '%s' is merged: %s"
                            .formatted(database.engine(), applied.name(), (inOrder ? second : first).name(), fault)));
        }
        return wrong;
    }

    private Optional<String> outcome(FuzzDatabase database, SchemaDefinition before, Optional<SchemaDefinition> merged)
            throws SQLException {
        figures.count("merges");
        Snapshot start = database.snapshot(before);
        List<String> history = history(database);
        try {
            changelog.migrator(database.url()).migrate();
        } catch (MigrationException e) {
            figures.count("refused", String.valueOf(e.getMessage()));
            return changed(database, start, before, history)
                    .map(change -> change + ", though the migration failed: " + e.getMessage());
        }
        figures.count("applied");
        return merged.isEmpty()
                ? Optional.of("applied, though the changes contradict each other")
                : lost(database, start, before, merged.get());
    }

    private static Optional<String> lost(
            FuzzDatabase database, Snapshot start, SchemaDefinition before, SchemaDefinition merged)
            throws SQLException {
        String drift = Drift.between(new Models(merged, Set.of()), FuzzDatabase.SETTING, database.url()).stream()
                .map(difference -> difference.text("the database"))
                .collect(Collectors.joining("; "));
        if (!drift.isEmpty()) {
            return Optional.of(drift);
        }
        return Expected.difference(start, before, database.snapshot(merged), merged);
    }

    private static Optional<String> changed(
            FuzzDatabase database, Snapshot start, SchemaDefinition before, List<String> history) throws SQLException {
        if (!history(database).equals(history)) {
            return Optional.of("a changeset was applied");
        }
        Snapshot end = database.snapshot(before);
        if (!end.catalogue().equals(start.catalogue())) {
            return Optional.of("the catalogue changed");
        }
        return Expected.difference(start, before, end, before);
    }

    private static List<String> history(FuzzDatabase database) throws SQLException {
        return database.query("select id from databasechangelog order by id");
    }

    /** The schema that has both effects, the second last; empty if one contradicts the other. */
    private static Optional<SchemaDefinition> merged(Change applied, Change second) {
        Optional<SchemaDefinition> one = inOrder(applied, second);
        Optional<SchemaDefinition> other = inOrder(second, applied);
        boolean contradict = one.isPresent()
                && other.isPresent()
                && !GeneratorAccess.differences(one.get(), other.get()).isEmpty();
        return contradict ? Optional.empty() : one;
    }

    private static Optional<SchemaDefinition> inOrder(Change first, Change second) {
        try {
            return Optional.of(GeneratorAccess.schema(GeneratorAccess.START, first.sql(), second.sql()));
        } catch (RuntimeException e) {
            return Optional.empty(); // one takes away what the other needs
        }
    }

    private String file(Change change, String branch) throws IOException {
        List<String> known = files.get(branch + change.name());
        if (known == null) {
            write(base, null, null);
            known = generate(
                    GeneratorAccess.schema(GeneratorAccess.START, change.sql()),
                    branch + change.name(),
                    change.destructive());
            files.put(branch + change.name(), known);
        }
        return known.get(0);
    }

    private List<String> generate(SchemaDefinition schema, String message, boolean destructive) throws IOException {
        Path file = new MigrationGenerator(changelog.directory())
                .generate(new Models(schema, Set.of()), message, destructive)
                .file()
                .orElseThrow();
        String text = Files.readString(file);
        Files.delete(file);
        return List.of(text, Objects.toString(file.getFileName()));
    }

    private void write(String begin, @Nullable String a, @Nullable String b) throws IOException {
        changelog.empty();
        Files.writeString(changes().resolve("0001-begin.yaml"), begin);
        if (a != null) {
            Files.writeString(changes().resolve("0002-a.yaml"), a);
        }
        if (b != null) {
            Files.writeString(changes().resolve("0002-b.yaml"), b);
        }
    }

    @Override
    public void close() throws SQLException, IOException {
        for (FuzzDatabase database : databases) {
            database.close();
        }
        changelog.close();
    }
}
