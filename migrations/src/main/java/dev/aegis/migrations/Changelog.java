package dev.aegis.migrations;

import dev.aegis.db.DatabaseEngine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import liquibase.ChecksumVersion;
import liquibase.Scope;
import liquibase.change.Change;
import liquibase.change.CheckSum;
import liquibase.change.DbmsTargetedChange;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.database.Database;
import liquibase.database.DatabaseList;
import liquibase.parser.ChangeLogParserFactory;
import liquibase.resource.ResourceAccessor;
import org.jspecify.annotations.Nullable;

/** A changelog on the class path or in a directory. Thread-safe. */
public final class Changelog {
    /** The one that this project ships. */
    public static final Changelog OWN = new Changelog("db/changelog/changelog.yaml");

    private final String path;
    private final @Nullable Path root;
    private final Map<DatabaseEngine, List<ChangelogEntry>> entries = new ConcurrentHashMap<>();

    /** A changelog by the path of its root file on the class path. */
    public Changelog(String path) {
        this(path, null);
    }

    private Changelog(String path, @Nullable Path root) {
        this.path = path;
        this.root = root;
    }

    /**
     * A changelog that is not on the class path. What it includes may be named from its own directory, or, if that is
     * {@code db/changelog}, from the directory above.
     *
     * @param file the name of its root file
     */
    public static Changelog in(Path directory, String file) {
        return new Changelog(file, directory);
    }

    /** The root file: on the class path, or in the directory. */
    public String path() {
        return path;
    }

    /**
     * The changesets for an engine in order, read once: the class path does not change while a program runs.
     *
     * @throws MigrationException if the changelog is malformed
     */
    public List<ChangelogEntry> entries(DatabaseEngine engine) {
        List<ChangelogEntry> known = entries.get(engine);
        if (known == null) {
            // Under no lock of ours: Liquibase is entered under one of its own, also by those who hold that already.
            known = readEntries(engine);
            entries.put(engine, known);
        }
        return known;
    }

    private List<ChangelogEntry> readEntries(DatabaseEngine engine) {
        Database database = QuietLiquibase.databaseOf(engine);
        try {
            return call(database, () -> entriesOf(parse(database), database));
        } catch (Exception e) {
            throw new MigrationException(
                    "changelog " + path + ": " + Reasons.line(e) + "; correct it, no database was touched", e);
        }
    }

    private static List<ChangelogEntry> entriesOf(DatabaseChangeLog changelog, Database database) {
        List<ChangelogEntry> result = new ArrayList<>();
        for (ChangeSet changeSet : changelog.getChangeSets()) {
            if (isFor(database, changeSet)) {
                result.add(entry(changeSet));
            }
        }
        return List.copyOf(result);
    }

    /** Does some work with Liquibase that reads files of this changelog; within it, {@link #parse} can be called. */
    @SuppressWarnings("try") // close() of Liquibase's class is declared to throw anything
    public <T> T call(Database database, QuietLiquibase.Work<T> work) throws Exception {
        return QuietLiquibase.call(database, () -> {
            if (root == null) {
                return work.run();
            }
            try (ResourceAccessor files = ChangelogSql.resources(root)) {
                return Scope.child(Map.of(Scope.Attr.resourceAccessor.name(), files), work::run);
            }
        });
    }

    /** Parses afresh, within {@link #call}: Liquibase's objects keep state of the run they are used in. */
    public DatabaseChangeLog parse(Database database) throws Exception {
        ResourceAccessor resources = Scope.getCurrentScope().getResourceAccessor();
        return ChangeLogParserFactory.getInstance()
                .getParser(path, resources)
                .parse(path, new ChangeLogParameters(database), resources);
    }

    /** What identifies a changeset here. */
    public static Changeset identity(ChangeSet changeSet) {
        return new Changeset(
                changeSet.getId(), changeSet.getAuthor(), DatabaseChangeLog.normalizePath(changeSet.getFilePath()));
    }

    private static boolean isFor(Database database, ChangeSet changeSet) {
        if (changeSet.isIgnore() || !DatabaseList.definitionMatches(changeSet.getDbmsSet(), database, true)) {
            return false;
        }
        // Liquibase records nothing when the only change is for another engine: it would stay pending for ever.
        List<Change> changes = changeSet.getChanges();
        return changes.size() != 1
                || !(changes.get(0) instanceof DbmsTargetedChange change)
                || DatabaseList.definitionMatches(change.getDbms(), database, true);
    }

    private static ChangelogEntry entry(ChangeSet changeSet) {
        Set<String> valid =
                changeSet.getValidCheckSums().stream().map(CheckSum::toString).collect(Collectors.toSet());
        return new ChangelogEntry(
                identity(changeSet),
                changeSet.generateCheckSum(ChecksumVersion.latest()).toString(),
                valid,
                valid.stream().anyMatch(checksum -> checksum.matches("1:(any|all|\\*)")),
                changeSet.isRunOnChange(),
                changeSet.isAlwaysRun());
    }
}
