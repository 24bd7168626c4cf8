package dev.aegis.migrations;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.migrations.sql.SqlScript;
import dev.aegis.migrations.sql.UnreadableSqlException;
import java.util.List;
import java.util.Set;
import liquibase.change.AbstractSQLChange;
import liquibase.database.Database;
import liquibase.database.core.PostgresDatabase;
import liquibase.database.core.SQLiteDatabase;
import liquibase.exception.ValidationErrors;
import liquibase.statement.SqlStatement;
import liquibase.statement.core.RawSqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Statements of SQL that a person or the generator wrote into a changelog. Liquibase would cut the text by rules of its
 * own, by which a backslash escapes a quote and {@code begin} opens a block; two statements become one text, and of that
 * text SQLite's driver executes the first statement and ignores the rest.
 */
final class SqlTextStatements {
    private static final Set<String> USUAL_DELIMITERS = Set.of("", ";");

    private SqlTextStatements() {}

    /** Whether the engine's rules are known. */
    static boolean canCut(@Nullable Database database) {
        return database instanceof SQLiteDatabase || database instanceof PostgresDatabase;
    }

    /** Refuses a text that is not what it says, before anything is executed. */
    static void validate(AbstractSQLChange change, Database database, ValidationErrors errors) {
        String delimiter = change.getEndDelimiter();
        if (delimiter != null && !USUAL_DELIMITERS.contains(delimiter.strip())) {
            errors.addError("the endDelimiter '" + delimiter.strip() + "' is not supported; remove it and end each"
                    + " statement with a semicolon (those in the body of a routine or trigger are recognised)");
            return;
        }
        try {
            cut(change, engineOf(database));
        } catch (UnreadableSqlException e) {
            errors.addError("the SQL has " + e.getMessage()
                    + (change.isSplitStatements()
                            ? ""
                            : "; remove splitStatements: false, or write one change for each statement"));
        }
    }

    @SuppressWarnings("deprecation") // what replaces it takes a question mark, an operator of jsonb, for a parameter
    static SqlStatement[] of(AbstractSQLChange change, Database database) {
        return cut(change, engineOf(database)).stream()
                .map(RawSqlStatement::new)
                .toArray(SqlStatement[]::new);
    }

    /** The statements for an engine, as they stand. */
    static List<String> cut(AbstractSQLChange change, DatabaseEngine engine) {
        String sql = change.getSql();
        if (sql == null || sql.isBlank()) {
            return List.of();
        }
        List<String> statements = SqlScript.statements(sql, engine);
        if (!change.isSplitStatements() && statements.size() > 1) {
            SqlScript.requireOne(sql, engine);
        }
        statements.forEach(statement -> SqlScript.requireOne(statement, engine));
        return statements;
    }

    private static DatabaseEngine engineOf(Database database) {
        return database instanceof SQLiteDatabase ? DatabaseEngine.SQLITE : DatabaseEngine.POSTGRESQL;
    }
}
