package dev.aegis.migrations.lint;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.migrations.Changelog;
import dev.aegis.migrations.ChangelogEntry;
import dev.aegis.migrations.Changeset;
import dev.aegis.migrations.QuietLiquibase;
import dev.aegis.migrations.Reasons;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import org.jspecify.annotations.Nullable;

/** Reads a changelog for both engines, as Liquibase would run it, without a database. */
final class ChangelogReader {
    private final Changelog changelog;
    private final Map<DatabaseEngine, Map<Changeset, ChangelogEntry>> entries;

    private ChangelogReader(Changelog changelog) {
        this.changelog = changelog;
        this.entries = Map.of(
                DatabaseEngine.POSTGRESQL, entries(changelog, DatabaseEngine.POSTGRESQL),
                DatabaseEngine.SQLITE, entries(changelog, DatabaseEngine.SQLITE));
    }

    /**
     * The changesets in order.
     *
     * @throws dev.aegis.migrations.MigrationException if the changelog is malformed
     */
    static List<ReadChangeset> read(Changelog changelog) {
        ChangelogReader reader = new ChangelogReader(changelog);
        Map<Changeset, OnSqlite> sqlite = reader.onSqlite();
        return reader.onPostgres(sqlite);
    }

    /** What the reading for SQLite says about a changeset. */
    private record OnSqlite(boolean canRollBack, List<String> ignored, List<String> refused) {
        static final OnSqlite NOT_AT_ALL = new OnSqlite(true, List.of(), List.of());
    }

    private static Map<Changeset, ChangelogEntry> entries(Changelog changelog, DatabaseEngine engine) {
        return changelog.entries(engine).stream()
                .collect(Collectors.toMap(ChangelogEntry::changeset, Function.identity()));
    }

    private Map<Changeset, OnSqlite> onSqlite() {
        Map<Changeset, OnSqlite> result = new LinkedHashMap<>();
        parsed(DatabaseEngine.SQLITE, (changeSet, database) -> {
            if (Changelog.isFor(database, changeSet)) {
                result.put(
                        Changelog.identity(changeSet),
                        new OnSqlite(
                                changeSet.supportsRollback(database),
                                SqliteLimits.ignored(changeSet),
                                SqliteLimits.refused(changeSet, database)));
            }
        });
        return result;
    }

    private List<ReadChangeset> onPostgres(Map<Changeset, OnSqlite> sqlite) {
        List<ReadChangeset> result = new ArrayList<>();
        parsed(DatabaseEngine.POSTGRESQL, (changeSet, database) -> {
            Changeset identity = Changelog.identity(changeSet);
            OnSqlite other = sqlite.getOrDefault(identity, OnSqlite.NOT_AT_ALL);
            boolean runs = Changelog.isFor(database, changeSet);
            ChangesetTraits traits = new ChangesetTraits(
                    changeSet.isRunInTransaction(),
                    other.canRollBack() && (!runs || changeSet.supportsRollback(database)),
                    isFalse(changeSet.getFailOnError()),
                    other.ignored(),
                    other.refused(),
                    Objects.requireNonNullElse(changeSet.getComments(), ""));
            result.add(new ReadChangeset(
                    identity,
                    traits,
                    runs ? ChangesetSql.of(changeSet, database) : new ChangesetSql(List.of(), List.of()),
                    entry(DatabaseEngine.POSTGRESQL, identity),
                    entry(DatabaseEngine.SQLITE, identity)));
        });
        return result;
    }

    private Optional<ChangelogEntry> entry(DatabaseEngine engine, Changeset changeset) {
        return Optional.ofNullable(entries.getOrDefault(engine, Map.of()).get(changeset));
    }

    private interface Visitor {
        void visit(ChangeSet changeSet, Database database);
    }

    private void parsed(DatabaseEngine engine, Visitor visitor) {
        Database database = QuietLiquibase.databaseOf(engine);
        try {
            QuietLiquibase.call(database, () -> {
                changelog.parse(database).getChangeSets().forEach(changeSet -> visitor.visit(changeSet, database));
                return changelog;
            });
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new LintException("changelog " + changelog.path() + ": " + Reasons.line(e) + "; correct it", e);
        }
    }

    private static boolean isFalse(@Nullable Boolean value) {
        return Boolean.FALSE.equals(value);
    }
}
