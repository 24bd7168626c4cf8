package dev.aegis.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The way back: finds what was applied last and undoes it. */
final class Downgrade {
    private final Target target;
    private final Changelog changelog;
    private final LockRetries retries;

    Downgrade(Target target, Changelog changelog, LockRetries retries) {
        this.target = target;
        this.changelog = changelog;
        this.retries = retries;
    }

    /** The changesets applied last, the latest first. */
    List<Changeset> latest(Connection connection, int count) throws SQLException {
        List<SchemaHistory.Row> history = SchemaHistory.read(connection);
        List<Changeset> latest = new ArrayList<>();
        history.forEach(row -> latest.add(row.changeset()));
        Collections.reverse(latest);
        latest.subList(Math.min(count, latest.size()), latest.size()).clear();

        List<Changeset> unknown = SchemaCheck.compare(
                        changelog.entries(target.url().engine()), history)
                .unknown();
        List<Changeset> impossible = latest.stream().filter(unknown::contains).toList();
        if (!impossible.isEmpty()) {
            throw target.failure("the schema is newer than this program, which does not know "
                    + MigrationStatus.ids(impossible) + "; nothing was changed, roll back with the newer program");
        }
        return latest;
    }

    void undo(Connection connection, List<Changeset> latest) throws Exception {
        LockPatience patience = LockPatience.of(target, connection, retries);
        LiquibaseSession.with(connection, changelog, session -> {
            requirePossible(session, latest);
            for (int undone = 0; undone < latest.size(); undone++) {
                undo(session, latest.get(undone), patience, undone);
            }
            return latest;
        });
    }

    private void requirePossible(LiquibaseSession session, List<Changeset> latest) {
        List<Changeset> impossible = latest.stream()
                .filter(changeset -> !session.canRollBack(changeset))
                .toList();
        if (!impossible.isEmpty()) {
            throw target.failure("no way back is known from " + MigrationStatus.ids(impossible)
                    + "; nothing was changed, add a 'rollback' section there");
        }
    }

    private void undo(LiquibaseSession session, Changeset changeset, LockPatience patience, int undoneBefore)
            throws SQLException {
        try {
            patience.run(changeset, false, () -> session.isSafeToUndoAgain(changeset), () -> {
                session.rollBack(changeset);
                return changeset;
            });
        } catch (MigrationException e) {
            throw e;
        } catch (Exception e) {
            throw target.failure(
                    "changeset " + changeset.id() + " in " + changeset.file() + " could not be rolled back: "
                            + Reasons.line(e) + "; " + undoneBefore
                            + " after it were rolled back and stay so, " + session.afterFailure(changeset, e),
                    e);
        }
    }
}
