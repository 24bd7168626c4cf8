package dev.aegis.migrations;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.migrations.proof.ChangesetProof;
import dev.aegis.migrations.sql.ChangesetSql;
import dev.aegis.migrations.sql.SqlScript;
import dev.aegis.migrations.sql.Statement;
import dev.aegis.migrations.sql.UnreadableSqlException;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Scope;
import liquibase.change.Change;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.database.Database;
import liquibase.exception.LiquibaseException;
import liquibase.exception.ValidationErrors;
import liquibase.executor.Executor;
import liquibase.executor.ExecutorService;
import liquibase.executor.LoggingExecutor;
import liquibase.sql.Sql;
import liquibase.sqlgenerator.SqlGeneratorFactory;
import liquibase.statement.SqlStatement;
import liquibase.statement.core.CreateDatabaseChangeLogTableStatement;
import liquibase.statement.core.MarkChangeSetRanStatement;
import org.jspecify.annotations.Nullable;

/**
 * What Liquibase does in a migration, on one connection: it turns changes into SQL, executes them and keeps the
 * history. Which changesets are due, and that nobody else is at work, is its caller's business. For one thread.
 */
final class LiquibaseSession {
    private final Connection connection;
    private final AtomicConnection atomic;
    private final Database database;
    private final DatabaseEngine engine;
    private final DatabaseChangeLog changelog;
    private final Map<Changeset, ChangeSet> changeSets = new HashMap<>();
    private @Nullable ChangesetProof proof;

    private LiquibaseSession(
            Connection connection, AtomicConnection atomic, Database database, DatabaseChangeLog changelog)
            throws SQLException {
        this.connection = connection;
        this.atomic = atomic;
        this.database = database;
        this.engine = SchemaHistory.engine(connection);
        this.changelog = changelog;
        changelog
                .getChangeSets()
                .forEach(changeSet -> changeSets.putIfAbsent(Changelog.identity(changeSet), changeSet));
    }

    private void beforeStatement(String sql) throws SQLException {
        if (proof != null) {
            proof.before(sql);
        }
    }

    interface Work<T> {
        T run(LiquibaseSession session) throws Exception;
    }

    /**
     * Runs with an open session; creates Liquibase's table of the history when it is missing. Afterwards the connection
     * may be in a transaction without changes: it is to be closed next.
     */
    static <T> T with(Connection connection, Changelog changelog, Work<T> work) throws Exception {
        return open(connection, changelog, database -> {}, session -> {
            session.executeSingleStatements();
            return work.run(session);
        });
    }

    /** Completes a script that applies these changesets, for the engine's own client. Nothing is executed. */
    static String script(Connection connection, Changelog changelog, List<Changeset> due, MigrationScript script)
            throws Exception {
        boolean hasHistory = SchemaHistory.exists(connection);
        return open(connection, changelog, LiquibaseSession::executeNothing, session -> {
            session.requireApplicable(due);
            if (!hasHistory) {
                script.createHistory(session.texts(new CreateDatabaseChangeLogTableStatement()));
            }
            for (Changeset changeset : due) {
                session.addTo(script, changeset);
            }
            return script.text();
        });
    }

    /** Liquibase would write to the history as soon as it parses a changelog. */
    private static void executeNothing(Database database) {
        ExecutorService executors = Scope.getCurrentScope().getSingleton(ExecutorService.class);
        Executor reading = executors.getExecutor("jdbc", database);
        LoggingExecutor nothing = new LoggingExecutor(reading, new StringWriter(), database);
        executors.setExecutor("jdbc", database, nothing);
        executors.setExecutor("logging", database, nothing);
    }

    private void addTo(MigrationScript script, Changeset changeset) throws LiquibaseException {
        ChangeSet changeSet = find(changeset);
        ChangesetSql sql = ChangesetSql.of(changeSet, database);
        if (!sql.unreadable().isEmpty() || decidesItself(changeSet)) {
            throw new LiquibaseException("changeset " + changeset.id() + " in " + changeset.file()
                    + " decides what it does while it runs (code or a precondition); apply it with 'aegis migrate'");
        }
        if (engine == DatabaseEngine.SQLITE && sql.texts().stream().anyMatch(text -> text.contains("\r\n"))) {
            throw new LiquibaseException(
                    "changeset " + changeset.id() + " in " + changeset.file() + " has a line that ends in"
                            + " a carriage return, which sqlite3 leaves out; apply it with 'aegis migrate'");
        }
        boolean ranBefore = database.getRanChangeSet(changeSet) != null;
        ChangeSet.ExecType outcome = ranBefore ? ChangeSet.ExecType.RERAN : ChangeSet.ExecType.EXECUTED;
        script.changeset(
                changeset,
                changeSet.isRunInTransaction(),
                isConcurrent(changeset),
                sql.texts(),
                texts(new MarkChangeSetRanStatement(changeSet, outcome)),
                !ranBefore);
    }

    private static boolean decidesItself(ChangeSet changeSet) {
        return changeSet.getPreconditions() != null
                && changeSet.getPreconditions().getNestedPreconditions().stream()
                        .anyMatch(precondition -> !(precondition instanceof TableUnchangedPrecondition));
    }

    private List<String> texts(SqlStatement statement) {
        return Arrays.stream(SqlGeneratorFactory.getInstance().generateSql(statement, database))
                .map(Sql::toSql)
                .toList();
    }

    private void executeSingleStatements() {
        Scope.getCurrentScope()
                .getSingleton(ExecutorService.class)
                .setExecutor("jdbc", database, new SingleStatementExecutor(database, engine, this::beforeStatement));
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
            begin(ChangesetSql.of(changeSet, database), ChangesetSql.ofRollback(changeSet, database));
            ChangeSet.ExecType outcome = changeSet.execute(changelog, database);
            requireNothingLost();
            atomic.releaseCommits();
            if (outcome.ran) {
                database.markChangeSetExecStatus(changeSet, ranBefore ? ChangeSet.ExecType.RERAN : outcome);
            }
            return outcome.ran;
        });
    }

    /**
     * Refuses, before anything is executed, a changeset that was written for another state of a table, or of which a text is
     * not exactly one statement.
     */
    void requireApplicable(List<Changeset> due) throws LiquibaseException, SQLException {
        List<Changeset> applied = SchemaHistory.read(connection).stream()
                .map(SchemaHistory.Row::changeset)
                .toList();
        TablesUnchanged tables = new TablesUnchanged(changelog, database);
        List<TablesUnchanged.Problem> problems = tables.problems(applied, due);
        if (!problems.isEmpty()) {
            throw new LiquibaseException(problems.get(0).line() + "; nothing was changed");
        }
        Optional<String> referredTo = tables.referredToWhenDropped(applied, due, References.in(connection, engine));
        if (referredTo.isPresent()) {
            throw new LiquibaseException(referredTo.get() + "; nothing was changed");
        }
        for (Changeset changeset : due) {
            ChangeSet changeSet = find(changeset);
            requireValid(changeset, changeSet.getRollback().getChanges());
            for (ChangesetSql sql :
                    List.of(ChangesetSql.of(changeSet, database), ChangesetSql.ofRollback(changeSet, database))) {
                requireSingleStatements(changeset, sql);
            }
        }
    }

    /** Liquibase validates the way forward when it begins, and the way back only when it is taken. */
    private void requireValid(Changeset changeset, List<Change> rollback) throws LiquibaseException {
        for (Change change : rollback) {
            if (ChangesetSql.isFor(change, database)) {
                ValidationErrors errors = change.validate(database);
                if (errors != null && errors.hasErrors()) {
                    throw new LiquibaseException("the rollback of changeset " + changeset.id() + " in "
                            + changeset.file() + ": " + String.join("; ", errors.getErrorMessages())
                            + "; nothing was changed");
                }
            }
        }
    }

    private void requireSingleStatements(Changeset changeset, ChangesetSql sql) throws LiquibaseException {
        for (String text : sql.texts()) {
            try {
                SqlScript.requireOne(text, engine);
            } catch (UnreadableSqlException e) {
                throw new LiquibaseException("changeset " + changeset.id() + " in " + changeset.file() + " has "
                        + e.getMessage() + "; nothing was changed: " + text);
            }
        }
    }

    /** Whether a changeset may be run again from its start after it could not get a lock. */
    boolean isSafeToRepeat(Changeset changeset) {
        ChangeSet changeSet = find(changeset);
        return SafeToRepeat.isSafe(ChangesetSql.of(changeSet, database), changeSet.isRunInTransaction());
    }

    /** Whether all that it does is to build or drop an index while others go on. */
    boolean isConcurrent(Changeset changeset) {
        ChangeSet changeSet = find(changeset);
        List<Statement> statements = ChangesetSql.of(changeSet, database).statements();
        return !changeSet.isRunInTransaction()
                && statements.size() == 1
                && ((statements.get(0) instanceof Statement.CreateIndex create && create.concurrently())
                        || (statements.get(0) instanceof Statement.Drop drop && drop.concurrently()));
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
            begin(ChangesetSql.ofRollback(changeSet, database), ChangesetSql.of(changeSet, database));
            changeSet.rollback(database);
            requireNothingLost();
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
                            TableUnchangedPrecondition.CHECKED,
                            true,
                            Scope.Attr.changeSet.name(),
                            changeSet,
                            Scope.Attr.databaseChangeLog.name(),
                            changelog),
                    work::run);
        } catch (Exception e) {
            try {
                atomic.rollback();
            } catch (LiquibaseException notRolledBack) {
                e.addSuppressed(notRolledBack);
            }
            throw e;
        } finally {
            proof = null;
            atomic.releaseCommits();
        }
    }

    /** What code does that is not SQL cannot be compared with what it says. */
    private void begin(ChangesetSql own, ChangesetSql counter) throws SQLException {
        proof = own.unreadable().isEmpty()
                ? ChangesetProof.begin(connection, engine, own.texts(), counter.texts())
                : null;
    }

    private void requireNothingLost() throws SQLException {
        if (engine == DatabaseEngine.SQLITE) {
            SqliteForeignKeys.requireIntact(connection);
        }
        if (proof != null) {
            proof.requireNothingLost();
        }
    }

    private ChangeSet find(Changeset changeset) {
        return Objects.requireNonNull(changeSets.get(changeset));
    }
}
