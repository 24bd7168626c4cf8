package dev.aegis.migrations;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.migrations.sql.ChangesetSql;
import dev.aegis.migrations.sql.Statement;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Scope;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.database.Database;
import liquibase.exception.LiquibaseException;
import liquibase.executor.Executor;
import liquibase.executor.ExecutorService;
import liquibase.executor.LoggingExecutor;

/**
 * What Liquibase does in a migration, on one connection: it turns changes into SQL, executes them and keeps the
 * history. Which changesets are due, and that nobody else is at work, is its caller's business. For one thread.
 */
final class LiquibaseSession {
    private final Connection connection;
    private final AtomicConnection atomic;
    private final Database database;
    private final DatabaseChangeLog changelog;

    private LiquibaseSession(
            Connection connection, AtomicConnection atomic, Database database, DatabaseChangeLog changelog) {
        this.connection = connection;
        this.atomic = atomic;
        this.database = database;
        this.changelog = changelog;
    }

    interface Work<T> {
        T run(LiquibaseSession session) throws Exception;
    }

    /**
     * Runs with an open session; creates Liquibase's table of the history when it is missing. Afterwards the connection
     * may be in a transaction without changes: it is to be closed next.
     */
    static <T> T with(Connection connection, Changelog changelog, Work<T> work) throws Exception {
        return open(connection, changelog, database -> {}, work);
    }

    /** The SQL that applying these changesets would execute, Liquibase's own included. Nothing is executed. */
    static String sql(Connection connection, Changelog changelog, List<Changeset> due) throws Exception {
        StringWriter sql = new StringWriter();
        return open(connection, changelog, database -> writeTo(sql, database), session -> {
            for (Changeset changeset : due) {
                session.apply(changeset);
            }
            return sql.toString().strip();
        });
    }

    private static <T> T open(Connection connection, Changelog changelog, Consumer<Database> setUp, Work<T> work)
            throws Exception {
        Database database = QuietLiquibase.databaseOf(SchemaHistory.engine(connection));
        return changelog.call(database, () -> {
            AtomicConnection atomic = new AtomicConnection(connection);
            database.setConnection(atomic);
            setUp.accept(database);
            try {
                // In this order: parsing an includeAll already touches the history.
                initHistory(database);
                DatabaseChangeLog parsed = changelog.parse(database);
                parsed.validate(database, new Contexts(), new LabelExpression());
                return work.run(new LiquibaseSession(connection, atomic, database, parsed));
            } finally {
                forget(database);
            }
        });
    }

    private static void writeTo(StringWriter sql, Database database) {
        ExecutorService executors = Scope.getCurrentScope().getSingleton(ExecutorService.class);
        Executor reading = executors.getExecutor("jdbc", database);
        executors.setExecutor("jdbc", database, new LoggingExecutor(reading, sql, database));
    }

    private static void initHistory(Database database) throws LiquibaseException {
        Scope.getCurrentScope()
                .getSingleton(ChangeLogHistoryServiceFactory.class)
                .getChangeLogService(database)
                .init();
    }

    /** Liquibase caches by database, and this one ends. */
    private static void forget(Database database) {
        Scope.getCurrentScope()
                .getSingleton(ChangeLogHistoryServiceFactory.class)
                .resetAll();
        Scope.getCurrentScope().getSingleton(ExecutorService.class).clearExecutor("jdbc", database);
    }

    /**
     * Applies a changeset and records it, both or neither.
     *
     * @return whether it is recorded now; a precondition of its own may have put it off
     */
    boolean apply(Changeset changeset) throws Exception {
        ChangeSet changeSet = find(changeset);
        boolean ranBefore = database.getRanChangeSet(changeSet) != null;
        return inOneTransaction(changeSet, () -> {
            ChangeSet.ExecType outcome = changeSet.execute(changelog, database);
            requireIntactForeignKeys();
            atomic.releaseCommits();
            if (outcome.ran) {
                database.markChangeSetExecStatus(changeSet, ranBefore ? ChangeSet.ExecType.RERAN : outcome);
            }
            return outcome.ran;
        });
    }

    /** Whether a changeset may be run again from its start after it could not get a lock. */
    boolean isSafeToRepeat(Changeset changeset) {
        ChangeSet changeSet = find(changeset);
        return SafeToRepeat.isSafe(ChangesetSql.of(changeSet, database), changeSet.isRunInTransaction());
    }

    /** Whether the way back may be gone again from its start; outside a transaction nothing is known about it. */
    boolean isSafeToUndoAgain(Changeset changeset) {
        return find(changeset).isRunInTransaction();
    }

    /** Makes room for an index that an earlier attempt at this changeset left behind unfinished. */
    void dropInvalidIndexes(Changeset changeset) throws SQLException {
        for (Statement.CreateIndex index : concurrentIndexes(find(changeset))) {
            InvalidIndexes.drop(connection, index);
        }
    }

    private List<Statement.CreateIndex> concurrentIndexes(ChangeSet changeSet) {
        return changeSet.isRunInTransaction()
                ? List.of()
                : ChangesetSql.of(changeSet, database).statements().stream()
                        .filter(Statement.CreateIndex.class::isInstance)
                        .map(Statement.CreateIndex.class::cast)
                        .filter(Statement.CreateIndex::concurrently)
                        .toList();
    }

    /** Whether Liquibase knows how to undo a changeset. */
    boolean canRollBack(Changeset changeset) {
        return find(changeset).supportsRollback(database);
    }

    /** Undoes a changeset and removes its record, both or neither. */
    void rollBack(Changeset changeset) throws Exception {
        ChangeSet changeSet = find(changeset);
        inOneTransaction(changeSet, () -> {
            changeSet.rollback(database);
            requireIntactForeignKeys();
            atomic.releaseCommits();
            database.removeRanStatus(changeSet);
            return true;
        });
    }

    /** What is left of a changeset that failed, and what to do. */
    String afterFailure(Changeset changeset, Exception failure) throws SQLException {
        if (connection.isClosed()) {
            return "the connection was lost; run again, what was committed is not repeated";
        }
        return leftBy(changeset) + (LockRetries.isLockFailure(failure) ? "" : "; correct it and run again");
    }

    private String leftBy(Changeset changeset) {
        if (find(changeset).isRunInTransaction()) {
            return "its transaction was rolled back";
        }
        return isSafeToRepeat(changeset) && !concurrentIndexes(find(changeset)).isEmpty()
                ? "an invalid index that it left is dropped at the next attempt"
                : "it runs outside a transaction: look for what it left behind";
    }

    private boolean inOneTransaction(ChangeSet changeSet, QuietLiquibase.Work<Boolean> work) throws Exception {
        atomic.holdCommits();
        try {
            return Scope.child(
                    Map.of(
                            Scope.Attr.changeSet.name(), changeSet,
                            Scope.Attr.databaseChangeLog.name(), changelog),
                    work::run);
        } catch (Exception e) {
            try {
                atomic.rollback();
            } catch (LiquibaseException notRolledBack) {
                e.addSuppressed(notRolledBack);
            }
            throw e;
        } finally {
            atomic.releaseCommits();
        }
    }

    private void requireIntactForeignKeys() throws SQLException {
        if (SchemaHistory.engine(connection) == DatabaseEngine.SQLITE) {
            SqliteForeignKeys.requireIntact(connection);
        }
    }

    private ChangeSet find(Changeset changeset) {
        return changelog.getChangeSets().stream()
                .filter(candidate -> Changelog.identity(candidate).equals(changeset))
                .findFirst()
                .orElseThrow();
    }
}
