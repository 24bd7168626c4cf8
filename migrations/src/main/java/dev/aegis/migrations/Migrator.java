package dev.aegis.migrations;

import dev.aegis.db.DatabaseConfig;
import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.DatabaseException;
import dev.aegis.db.DatabaseUrl;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import liquibase.exception.LiquibaseException;
import liquibase.exception.UnexpectedLiquibaseException;

/**
 * Brings the schema of a database to what this program was built for, and tells what is missing.
 *
 * <p>Each changeset is committed together with the record of it, or not at all. Of several migrators at once, in any
 * number of threads, processes and machines, one works and the others wait for it, up to ten minutes. When it dies, even
 * by {@code kill -9}, the next goes on without anybody's help: on SQLite at once, on PostgreSQL within about a second
 * (before version 14, when the server has finished the statement). Liquibase's own tools know nothing of that lock: do
 * not run them at the same time.
 *
 * <p>On PostgreSQL no statement waits longer than five seconds for a lock (or what {@code lock_timeout} in the URL's
 * options says), since everybody else waits behind it. The changeset is undone then and tried again, up to ten times,
 * unless it cannot be repeated safely: outside a transaction only a single statement can. An invalid index that CREATE
 * INDEX CONCURRENTLY left is dropped before the changeset that creates it runs again.
 *
 * <p>Immutable and thread-safe. Every method opens a connection of its own and closes it. All of them throw
 * {@link DatabaseException.Unavailable} when the database cannot be reached, and {@link MigrationException} for
 * everything else that goes wrong; both in one line for people.
 */
public final class Migrator {
    private final Target target;
    private final Changelog changelog;
    private final LockRetries retries;

    Migrator(String setting, DatabaseUrl url, Changelog changelog) {
        this(setting, url, changelog, LockRetries.DEFAULT);
    }

    Migrator(String setting, DatabaseUrl url, Changelog changelog, LockRetries retries) {
        this.target = new Target(setting, url);
        this.changelog = changelog;
        this.retries = retries;
    }

    /** For the database of {@code DATABASE_MIGRATION_URL}, or else of {@code DATABASE_URL}. */
    public static Migrator of(DatabaseConfig config) {
        String setting = config.migrationUrl().isPresent() ? "DATABASE_MIGRATION_URL" : "DATABASE_URL";
        return of(setting, config.effectiveMigrationUrl());
    }

    /**
     * For the database at this URL.
     *
     * @param setting the name of the setting that holds the URL; errors mention it
     */
    public static Migrator of(String setting, DatabaseUrl url) {
        return new Migrator(setting, url, Changelog.OWN);
    }

    /** For another changelog than the one of this program. */
    public static Migrator of(String setting, DatabaseUrl url, Changelog changelog) {
        return new Migrator(setting, url, changelog);
    }

    /** As {@link #migrate(Consumer)}, without a listener. */
    public MigrationResult migrate() {
        return migrate(changeset -> {});
    }

    /**
     * Applies what is pending, in order. A SQLite file and its directories are created when missing. A database whose
     * schema is newer than this program, or whose changesets were edited afterwards, is refused untouched. When a
     * changeset fails, those before it stay applied.
     *
     * @param listener called after each changeset, when it is committed; what it throws ends the migration there and
     *     comes out unchanged
     */
    public MigrationResult migrate(Consumer<AppliedChangeset> listener) {
        Upgrade upgrade = new Upgrade(target, changelog, retries);
        return underLock(connection -> {
            List<Changeset> due = upgrade.due(connection);
            return new MigrationResult(due.isEmpty() ? List.of() : upgrade.apply(connection, due, listener));
        });
    }

    /** Compares the database with the changelog. Creates nothing, locks nothing, waits for nobody. */
    public MigrationStatus status() {
        return looking(connection -> SchemaCheck.check(connection, changelog));
    }

    /**
     * What {@link #migrate()} would execute now, as a script for {@code psql} or {@code sqlite3} that can be run as it is;
     * empty when nothing is pending. It stops at the first error, records a changeset only together with its work, and
     * refuses to run on a database with another history. Nothing is changed here, and a missing SQLite file stays missing.
     * Refuses what {@link #migrate()} refuses, and what only a running program can decide.
     */
    public String dryRunSql() {
        Upgrade upgrade = new Upgrade(target, changelog, retries);
        return looking(connection -> {
            List<Changeset> due = upgrade.due(connection);
            if (due.isEmpty()) {
                return "";
            }
            MigrationScript script = target.script(SchemaHistory.count(connection));
            return LiquibaseSession.script(connection, changelog, due, script);
        });
    }

    /**
     * Undoes the changesets that were applied last, the latest first. None is undone unless a way back is known for all
     * of them.
     *
     * @param count how many, 1 or more; when fewer have been applied, all of them
     * @throws IllegalArgumentException if {@code count} is less than 1
     */
    public RolledBack rollback(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("cannot roll back " + count + " changesets; give a number from 1");
        }
        Downgrade downgrade = new Downgrade(target, changelog, retries);
        return underLock(connection -> {
            List<Changeset> latest = downgrade.latest(connection, count);
            if (!latest.isEmpty()) {
                downgrade.undo(connection, latest);
            }
            return new RolledBack(latest);
        });
    }

    /**
     * Lets a role of PostgreSQL read and write the rows of every table in the current schema that belongs to the role
     * of this migrator, and nothing beyond: it can neither change the schema nor truncate, and of the migration tables
     * it can only read. Can be repeated; does so after each migration, since a new table grants nothing.
     *
     * @param role an existing role other than that of this migrator
     * @throws MigrationException also on SQLite, which has no roles
     */
    public void grantRows(String role) {
        if (target.url().engine() == DatabaseEngine.SQLITE) {
            throw target.failure("SQLite has no roles, so that rows cannot be granted to " + role);
        }
        underLock(connection -> {
            RowGrants.grant(connection, role);
            return role;
        });
    }

    private interface Work<T> {
        T run(Connection connection) throws Exception;
    }

    private <T> T underLock(Work<T> work) {
        return translating(() -> {
            try (Connection connection = target.openForMigration()) {
                MigrationLock lock = MigrationLock.acquire(target, connection);
                try {
                    return work.run(connection);
                } finally {
                    lock.close();
                }
            }
        });
    }

    private <T> T looking(Work<T> work) {
        return translating(() -> {
            try (Connection connection = target.openForLooking()) {
                return work.run(connection);
            }
        });
    }

    private <T> T translating(QuietLiquibase.Work<T> work) {
        try {
            return work.run();
        } catch (SQLException | LiquibaseException | UnexpectedLiquibaseException | IOException e) {
            throw target.failure(Reasons.line(e), e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw target.failure(Reasons.line(e), e);
        }
    }
}
