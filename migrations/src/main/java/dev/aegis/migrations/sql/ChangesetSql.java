package dev.aegis.migrations.sql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import liquibase.change.Change;
import liquibase.change.DbmsTargetedChange;
import liquibase.change.core.ExecuteShellCommandChange;
import liquibase.change.core.RawSQLChange;
import liquibase.change.custom.CustomChangeWrapper;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.database.DatabaseList;
import liquibase.exception.RollbackImpossibleException;
import liquibase.sql.Sql;
import liquibase.sqlgenerator.SqlGeneratorFactory;
import liquibase.statement.SqlStatement;

/**
 * What a changeset runs, read.
 *
 * @param texts of the statements, as the engine gets them
 * @param statements the same, read by PostgreSQL's rules
 * @param unreadable a label for each change that could not be read, and why
 */
public record ChangesetSql(List<String> texts, List<Statement> statements, List<String> unreadable) {

    /** Of a changeset that does not run on PostgreSQL. */
    public static final ChangesetSql NONE = new ChangesetSql(List.of(), List.of(), List.of());

    private interface Direction {
        SqlStatement[] statements(Change change, Database database) throws RollbackImpossibleException;
    }

    /** Reads what a changeset does, within Liquibase's surroundings. */
    public static ChangesetSql of(ChangeSet changeSet, Database database) {
        return of(changeSet.getChanges(), database, Change::generateStatements);
    }

    /** Reads what its rollback does: its section of that name, or else the opposite of its changes. */
    public static ChangesetSql ofRollback(ChangeSet changeSet, Database database) {
        if (changeSet.hasCustomRollbackChanges()) {
            return of(changeSet.getRollback().getChanges(), database, Change::generateStatements);
        }
        List<Change> backwards = new ArrayList<>(changeSet.getChanges());
        Collections.reverse(backwards);
        return of(backwards, database, Change::generateRollbackStatements);
    }

    private static ChangesetSql of(List<Change> changes, Database database, Direction direction) {
        List<String> texts = new ArrayList<>();
        List<Statement> statements = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        for (Change change : changes) {
            try {
                if (isFor(change, database)) {
                    for (String text : texts(change, database, direction)) {
                        texts.add(text);
                        statements.addAll(StatementParser.parse(text));
                    }
                }
            } catch (UnreadableSqlException e) {
                unreadable.add(label(change) + " has " + e.getMessage());
            } catch (RollbackImpossibleException | RuntimeException e) {
                // The reason is told, too: it may as well be a mistake of the parser.
                unreadable.add(label(change) + " gives no SQL without a database (" + reason(e) + ")");
            }
        }
        return new ChangesetSql(List.copyOf(texts), List.copyOf(statements), List.copyOf(unreadable));
    }

    private static String reason(Exception error) {
        String message = error.getMessage() == null ? "" : error.getMessage().strip();
        return error.getClass().getSimpleName()
                + (message.isEmpty() ? "" : ": " + message.lines().findFirst().orElse(""));
    }

    /** Whether a change does something on this engine. */
    public static boolean isFor(Change change, Database database) {
        boolean isEmpty = change instanceof RawSQLChange raw && "empty".equalsIgnoreCase(raw.getSql());
        return !isEmpty
                && (!(change instanceof DbmsTargetedChange targeted)
                        || DatabaseList.definitionMatches(targeted.getDbms(), database, true));
    }

    private static List<String> texts(Change change, Database database, Direction direction)
            throws RollbackImpossibleException {
        if (change instanceof CustomChangeWrapper || change instanceof ExecuteShellCommandChange) {
            throw new UnreadableSqlException("code that is not SQL");
        }
        SqlGeneratorFactory generators = SqlGeneratorFactory.getInstance();
        List<String> texts = new ArrayList<>();
        for (SqlStatement statement : direction.statements(change, database)) {
            for (Sql sql : generators.generateSql(statement, database)) {
                texts.add(sql.toSql());
            }
        }
        return texts;
    }

    private static String label(Change change) {
        return change.getSerializedObjectName();
    }
}
