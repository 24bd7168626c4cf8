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
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Changes that were made on two branches from one base, and merged. What was generated is generated once, and a database
 * that a merge has left as it was is used for the next.
 */
final class MergedBranches implements AutoCloseable {
    /**
     * Two branches.
     *
     * @param first whose file comes first by its name
     * @param inOrder whether the first is applied first, and the second comes with the merge
     */
    record Merge(Change first, Change second, boolean inOrder) {
        Change applied() {
            return inOrder ? first : second;
        }

        Change merged() {
            return inOrder ? second : first;
        }

        /** Equal for merges that find the same database. */
        String start() {
            return applied().name() + (inOrder ? " of the first" : " of the second");
        }

        @Override
        public String toString() {
            return "'%s' was applied, '%s' is merged, whose file comes %s"
                    .formatted(applied().name(), merged().name(), inOrder ? "after it" : "before it");
        }
    }

    /** A database before the merge. */
    private record Start(String name, SchemaDefinition schema, Snapshot snapshot, List<String> contents) {}

    private static final String FIRST = "A";
    private static final String SECOND = "B";

    private final FuzzFigures figures;
    private final FuzzChangelog changelog = new FuzzChangelog();
    private final List<FuzzDatabase> databases = new ArrayList<>();
    private final Map<DatabaseEngine, Start> starts = new EnumMap<>(DatabaseEngine.class);
    private final Map<String, String> files = new HashMap<>();
    private final String base;

    MergedBranches(FuzzFigures figures, Set<DatabaseEngine> engines) throws IOException {
        this.figures = figures;
        engines.forEach(engine -> databases.add(new FuzzDatabase(engine)));
        base = generate(GeneratorAccess.schema(GeneratorAccess.START), "Begin", false);
    }

    /** What is wrong after the merge. */
    List<String> merge(Merge merge) throws SQLException, IOException {
        List<String> wrong = new ArrayList<>();
        for (FuzzDatabase database : databases) {
            outcome(database, merge).ifPresent(fault -> wrong.add(database.engine() + ": " + merge + ": " + fault));
        }
        return wrong;
    }

    private Optional<String> outcome(FuzzDatabase database, Merge merge) throws SQLException, IOException {
        figures.count("merges");
        Optional<SchemaDefinition> goal = goal(merge);
        Start start = start(database, merge);
        Optional<String> failure = migrate(database, merge);
        if (goal.isPresent() && failure.isPresent() && !isRefused(failure.get())) {
            figures.count("again, without the rows that do not fit", failure.get());
            starts.remove(database.engine());
            SchemaDefinition schema = start(database, merge).schema();
            starts.remove(database.engine());
            database.keepFitting(schema, goal.get());
            start = look(database, merge, schema);
            failure = migrate(database, merge);
        }
        Optional<String> fault = failure.isPresent()
                ? changed(database, start, failure.get())
                : applied(database, start, goal.orElse(null));
        if (failure.isEmpty() || fault.isPresent()) {
            starts.remove(database.engine());
        }
        return fault;
    }

    /** Before a changeset ran. */
    private static boolean isRefused(String failure) {
        return failure.endsWith("nothing was changed");
    }

    /** A database with the base and what was applied to it, and rows. */
    private Start start(FuzzDatabase database, Merge merge) throws SQLException, IOException {
        Start known = starts.get(database.engine());
        if (known != null && known.name().equals(merge.start())) {
            return known;
        }
        String applied = file(merge.applied(), merge.inOrder() ? FIRST : SECOND);
        write(base, merge.inOrder() ? applied : null, merge.inOrder() ? null : applied);
        SchemaDefinition schema =
                GeneratorAccess.schema(GeneratorAccess.START, merge.applied().sql());
        database.empty();
        changelog.migrator(database.url()).migrate();
        database.fill(schema, new Random(1));
        Start start = look(database, merge, schema);
        starts.put(database.engine(), start);
        return start;
    }

    private static Start look(FuzzDatabase database, Merge merge, SchemaDefinition schema) throws SQLException {
        return new Start(merge.start(), schema, database.snapshot(schema), DatabaseContents.of(database));
    }

    /** Why the merge could not be applied; empty if it was. */
    private Optional<String> migrate(FuzzDatabase database, Merge merge) throws IOException {
        write(base, file(merge.first(), FIRST), file(merge.second(), SECOND));
        try {
            changelog.migrator(database.url()).migrate();
            return Optional.empty();
        } catch (MigrationException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Optional<String> changed(FuzzDatabase database, Start start, String failure) throws SQLException {
        figures.count(isRefused(failure) ? "refused" : "failed and undone", failure);
        List<String> contents = DatabaseContents.of(database);
        if (contents.equals(start.contents())) {
            return Optional.empty();
        }
        List<String> gone = new ArrayList<>(start.contents());
        contents.forEach(gone::remove);
        List<String> fresh = new ArrayList<>(contents);
        start.contents().forEach(fresh::remove);
        return Optional.of("something changed, gone: %s, new: %s, and yet: %s".formatted(gone, fresh, failure));
    }

    private Optional<String> applied(FuzzDatabase database, Start start, @Nullable SchemaDefinition goal)
            throws SQLException {
        figures.count("applied");
        if (goal == null) {
            return Optional.of("applied, though the changes contradict each other");
        }
        if (start.snapshot().rows().values().stream().allMatch(List::isEmpty)) {
            figures.count("applied to tables without rows, since none fitted");
        }
        String drift = Drift.between(new Models(goal, Set.of()), FuzzDatabase.SETTING, database.url()).stream()
                .map(difference -> difference.text("the database"))
                .collect(Collectors.joining("; "));
        return drift.isEmpty()
                ? Expected.difference(start.snapshot(), start.schema(), database.snapshot(goal), goal)
                : Optional.of(drift);
    }

    /** The schema that has both effects, whichever comes first; empty if there is none. */
    private static Optional<SchemaDefinition> goal(Merge merge) {
        Optional<SchemaDefinition> one = inOrder(merge.first(), merge.second());
        Optional<SchemaDefinition> other = inOrder(merge.second(), merge.first());
        boolean agree = one.isPresent()
                && other.isPresent()
                && GeneratorAccess.differences(one.get(), other.get()).isEmpty();
        return agree ? one : Optional.empty();
    }

    private static Optional<SchemaDefinition> inOrder(Change first, Change second) {
        try {
            return Optional.of(GeneratorAccess.schema(GeneratorAccess.START, first.sql(), second.sql()));
        } catch (RuntimeException e) {
            return Optional.empty(); // one takes away what the other needs
        }
    }

    private String file(Change change, String branch) throws IOException {
        String message = branch + " " + change.name();
        String known = files.get(message);
        if (known == null) {
            write(base, null, null);
            known = generate(
                    GeneratorAccess.schema(GeneratorAccess.START, change.sql()), message, change.destructive());
            files.put(message, known);
        }
        return known;
    }

    private String generate(SchemaDefinition schema, String message, boolean destructive) throws IOException {
        Path file = new MigrationGenerator(changelog.directory())
                .generate(new Models(schema, Set.of()), message, destructive)
                .file()
                .orElseThrow();
        String text = Files.readString(file);
        Files.delete(file);
        return text;
    }

    private void write(String begin, @Nullable String a, @Nullable String b) throws IOException {
        changelog.empty();
        Path changes = changelog.directory().resolve("changes");
        Files.writeString(changes.resolve("0001-begin.yaml"), begin);
        if (a != null) {
            Files.writeString(changes.resolve("0002-a.yaml"), a);
        }
        if (b != null) {
            Files.writeString(changes.resolve("0002-b.yaml"), b);
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
