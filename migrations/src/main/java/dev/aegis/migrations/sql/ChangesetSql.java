package dev.aegis.migrations.sql;

import java.util.ArrayList;
import java.util.List;
import liquibase.change.Change;
import liquibase.change.DbmsTargetedChange;
import liquibase.change.core.ExecuteShellCommandChange;
import liquibase.change.custom.CustomChangeWrapper;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.database.DatabaseList;
import liquibase.sql.Sql;
import liquibase.sqlgenerator.SqlGeneratorFactory;
import liquibase.statement.SqlStatement;

/**
 * What a changeset runs, read.
 *
 * @param unreadable a label for each change that could not be read, and why
 */
public record ChangesetSql(List<Statement> statements, List<String> unreadable) {

    /** Of a changeset that does not run on PostgreSQL. */
    public static final ChangesetSql NONE = new ChangesetSql(List.of(), List.of());

    /** Reads a changeset, within Liquibase's surroundings. */
    public static ChangesetSql of(ChangeSet changeSet, Database database) {
        List<Statement> statements = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        for (Change change : changeSet.getChanges()) {
            try {
                if (isFor(change, database)) {
                    statements.addAll(statements(change, database));
                }
            } catch (UnreadableSqlException e) {
                unreadable.add(label(change) + " has " + e.getMessage());
            } catch (RuntimeException e) {
                unreadable.add(label(change) + " gives no SQL without a database");
            }
        }
        return new ChangesetSql(List.copyOf(statements), List.copyOf(unreadable));
    }

    private static boolean isFor(Change change, Database database) {
        return !(change instanceof DbmsTargetedChange targeted)
                || DatabaseList.definitionMatches(targeted.getDbms(), database, true);
    }

    private static List<Statement> statements(Change change, Database database) {
        if (change instanceof CustomChangeWrapper || change instanceof ExecuteShellCommandChange) {
            throw new UnreadableSqlException("code that is not SQL");
        }
        SqlGeneratorFactory generators = SqlGeneratorFactory.getInstance();
        List<Statement> statements = new ArrayList<>();
        for (SqlStatement statement : change.generateStatements(database)) {
            for (Sql sql : generators.generateSql(statement, database)) {
                statements.addAll(StatementParser.parse(sql.toSql()));
            }
        }
        return statements;
    }

    private static String label(Change change) {
        return change.getSerializedObjectName();
    }
}
