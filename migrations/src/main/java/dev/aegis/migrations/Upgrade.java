package dev.aegis.migrations;

import dev.aegis.db.DatabaseEngine;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The way forward: finds what is due and applies it. */
final class Upgrade {
    private final Target target;
    private final Changelog changelog;
    private final LockRetries retries;

    Upgrade(Target target, Changelog changelog, LockRetries retries) {
        this.target = target;
        this.changelog = changelog;
        this.retries = retries;
    }

    /** The changesets to apply, in order. */
    List<Changeset> due(Connection connection) throws SQLException {
        MigrationStatus status = SchemaCheck.check(connection, changelog);
        if (!status.unknown().isEmpty()) {
            throw target.failure("the schema is newer than this program, which does not know "
                    + MigrationStatus.ids(status.unknown())
                    + "; nothing was changed, run the newer program, or let it roll these back first");
        }
        if (!status.changed().isEmpty()) {
            throw target.failure("edited after they were applied: " + MigrationStatus.ids(status.changed())
                    + "; nothing was changed, restore them and put the difference into a new changeset");
        }
        Set<Changeset> pending = Set.copyOf(status.pending());
        return changelog.entries(target.url().engine()).stream()
                .filter(entry -> entry.runAlways() || pending.contains(entry.changeset()))
                .map(ChangelogEntry::changeset)
                .toList();
    }

    List<AppliedChangeset> apply(Connection connection, List<Changeset> due, Consumer<AppliedChangeset> listener)
            throws Exception {
        requireIntactForeignKeys(connection);
        LockPatience patience = LockPatience.of(target, connection, retries);
        return LiquibaseSession.with(connection, changelog, session -> {
            session.requireApplicable(due);
            List<AppliedChangeset> applied = new ArrayList<>();
            for (Changeset changeset : due) {
                long start = System.nanoTime();
                if (apply(session, changeset, patience, applied.size())) {
                    Duration duration = Duration.ofNanos(System.nanoTime() - start);
                    AppliedChangeset done =
                            new AppliedChangeset(changeset.id(), changeset.author(), changeset.file(), duration);
                    applied.add(done);
                    listener.accept(done);
                }
            }
            return applied;
        });
    }

    private boolean apply(LiquibaseSession session, Changeset changeset, LockPatience patience, int appliedBefore)
            throws SQLException {
        try {
            return patience.run(
                    changeset, session.isConcurrent(changeset), () -> session.isSafeToRepeat(changeset), () -> {
                        if (target.url().engine() == DatabaseEngine.POSTGRESQL) {
                            session.dropInvalidIndexes(changeset);
                        }
                        return session.apply(changeset);
                    });
        } catch (MigrationException e) {
            throw e;
        } catch (Exception e) {
            throw target.failure(
                    "changeset " + changeset.id() + " in " + changeset.file() + " failed: " + Reasons.line(e) + "; "
                            + appliedBefore + " before it were applied and stay, " + session.afterFailure(changeset, e),
                    e);
        }
    }

    /** Before the first changeset, so that none is blamed for what was broken before. */
    private void requireIntactForeignKeys(Connection connection) throws SQLException {
        if (target.url().engine() == DatabaseEngine.SQLITE) {
            try {
                SqliteForeignKeys.requireIntact(connection);
            } catch (SQLException e) {
                throw target.failure(
                        "broken before the migration: " + Reasons.line(e)
                                + "; nothing was changed, repair these rows and run again",
                        e);
            }
        }
    }
}
