package dev.aegis.migrations.lint;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.migrations.Changelog;
import dev.aegis.migrations.ChangelogEntry;
import dev.aegis.migrations.Changeset;
import dev.aegis.migrations.QuietLiquibase;
import dev.aegis.migrations.Reasons;
import dev.aegis.migrations.sql.ChangesetSql;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;

/**
 * Reads a changelog as Liquibase would run it, without a database: once for each engine, since Liquibase leaves out what
 * does not run on the one at hand.
 */
final class ChangelogReader {
    private ChangelogReader() {}

    /**
     * The changesets in order. Of two neighbours that run on different engines the one for PostgreSQL comes first.
     *
     * @throws dev.aegis.migrations.MigrationException if the changelog is malformed
     */
    static List<ReadChangeset> read(Changelog changelog) {
        Map<Changeset, ReadChangeset> postgres = read(changelog, DatabaseEngine.POSTGRESQL);
        Map<Changeset, ReadChangeset> sqlite = read(changelog, DatabaseEngine.SQLITE);
        Map<Changeset, ReadChangeset> result = new LinkedHashMap<>();
        for (ReadChangeset changeset : postgres.values()) {
            ReadChangeset other = sqlite.get(changeset.identity());
            if (other != null) {
                addThoseBefore(other, sqlite, result);
            }
            result.put(changeset.identity(), other == null ? changeset : changeset.and(other));
        }
        sqlite.forEach(result::putIfAbsent);
        return List.copyOf(result.values());
    }

    private static void addThoseBefore(
            ReadChangeset last, Map<Changeset, ReadChangeset> from, Map<Changeset, ReadChangeset> result) {
        from.values().stream()
                .takeWhile(changeset -> !changeset.equals(last))
                .forEach(changeset -> result.putIfAbsent(changeset.identity(), changeset));
    }

    private static Map<Changeset, ReadChangeset> read(Changelog changelog, DatabaseEngine engine) {
        Map<Changeset, ChangelogEntry> entries = changelog.entries(engine).stream()
                .collect(Collectors.toMap(ChangelogEntry::changeset, Function.identity()));
        Database database = QuietLiquibase.databaseOf(engine);
        Map<Changeset, ReadChangeset> result = new LinkedHashMap<>();
        try {
            return QuietLiquibase.call(database, () -> {
                for (ChangeSet changeSet : changelog.parse(database).getChangeSets()) {
                    ChangelogEntry entry = entries.get(Changelog.identity(changeSet));
                    if (entry != null) {
                        result.put(entry.changeset(), read(changeSet, entry, engine, database));
                    }
                }
                return result;
            });
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new LintException("changelog " + changelog.path() + ": " + Reasons.line(e) + "; correct it", e);
        }
    }

    private static ReadChangeset read(
            ChangeSet changeSet, ChangelogEntry entry, DatabaseEngine engine, Database database) {
        boolean sqlite = engine == DatabaseEngine.SQLITE;
        ChangesetTraits traits = new ChangesetTraits(
                changeSet.isRunInTransaction(),
                changeSet.supportsRollback(database),
                Boolean.FALSE.equals(changeSet.getFailOnError()),
                sqlite ? SqliteLimits.ignored(changeSet) : List.of(),
                sqlite ? SqliteLimits.refused(changeSet, database) : List.of(),
                Objects.requireNonNullElse(changeSet.getComments(), ""));
        return new ReadChangeset(
                entry.changeset(),
                traits,
                sqlite ? ChangesetSql.NONE : ChangesetSql.of(changeSet, database),
                sqlite ? Optional.empty() : Optional.of(entry),
                sqlite ? Optional.of(entry) : Optional.empty());
    }
}
