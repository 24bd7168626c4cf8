package dev.aegis.migrations.generate;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.migrations.ChangelogSql;
import dev.aegis.migrations.MigrationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a file of changesets does what it is meant to do, before it is in its place: it is read back as part
 * of a copy of the changelog, and tried on a scratch database of each engine.
 */
final class GenerationProof {
    private static final String LOCATION = "db/changelog";

    private final ChangelogDirectory directory;
    private final Set<String> externalTables;
    private final Optional<ScratchDatabases> databases;
    private final SchemaDefinition before;

    /**
     * For one changelog.
     *
     * @param databases none to read the file back alone
     * @param before what the changelog gives without the file
     */
    GenerationProof(
            ChangelogDirectory directory,
            Set<String> externalTables,
            Optional<ScratchDatabases> databases,
            SchemaDefinition before) {
        this.before = before;
        this.directory = directory;
        this.externalTables = externalTables;
        this.databases = databases;
    }

    /**
     * Proves that the file leads to a schema and back.
     *
     * @param name of the file, without its extension
     * @param after what the changelog is to give with the file
     * @throws GenerationException if it does not; it names the cause in one line
     */
    void require(String name, String text, SchemaDefinition after) {
        Path copy = null;
        try {
            copy = Files.createTempDirectory("aegis-generate");
            Path changelog = copy(copy);
            Path file = changelog.resolve("changes").resolve(name + ".yaml");
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            readBack(name, changelog, after);
            Files.delete(file);
            if (databases.isPresent() && !SchemaDiff.between(before, after).isEmpty()) {
                tryOut(databases.get(), new ProofRun(name, text, file, changelog, externalTables, before, after));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the migration could not be tried", e);
        } finally {
            delete(copy);
        }
    }

    private void readBack(String name, Path changelog, SchemaDefinition after) {
        List<Difference> differences;
        try {
            differences = SchemaDiff.between(
                    ChangelogFold.of(ChangelogSql.read(changelog), externalTables)
                            .schema(),
                    after);
        } catch (MigrationException | GenerationException e) {
            throw refused(name, "it could not be read back: " + e.getMessage());
        }
        if (!differences.isEmpty()) {
            throw refused(
                    name, "it would leave a difference: " + differences.get(0).text());
        }
    }

    static GenerationException refused(String name, String reason) {
        return new GenerationException(
                "%s was not written: %s; change the models in smaller steps, or write that changeset by hand"
                        .formatted(name, reason.strip().replaceAll("\\s*\\R\\s*", "; ")));
    }

    /** All engines are started at once, since a server takes its time, and used one after the other. */
    private static void tryOut(ScratchDatabases databases, ProofRun run) throws IOException {
        Map<DatabaseEngine, CompletableFuture<ScratchDatabases.Scratch>> opening = new EnumMap<>(DatabaseEngine.class);
        for (DatabaseEngine engine : DatabaseEngine.values()) {
            opening.put(engine, CompletableFuture.supplyAsync(() -> databases.open(engine)));
        }
        try {
            for (CompletableFuture<ScratchDatabases.Scratch> opened : opening.values()) {
                run.on(opened.join().url());
            }
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException reason ? reason : e;
        } finally {
            opening.values()
                    .forEach(opened -> opened.thenAccept(ScratchDatabases.Scratch::close)
                            .exceptionally(e -> null)
                            .join());
        }
    }

    /** The changelog, and what it may include: files beside it, and all resources if it lies where projects have it. */
    private Path copy(Path target) throws IOException {
        Path changelog = directory.path().toAbsolutePath().normalize();
        Path folder = changelog.getParent();
        Path root = folder == null ? null : folder.getParent();
        if (root == null || !changelog.endsWith(Path.of(LOCATION))) {
            copy(changelog, target);
            return target;
        }
        copy(root, target);
        return target.resolve(LOCATION);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copied = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copied);
                } else {
                    Files.copy(file, copied);
                }
            }
        }
    }

    private static void delete(@Nullable Path directory) {
        if (directory == null) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the copy of the changelog could not be deleted", e);
        }
    }
}
