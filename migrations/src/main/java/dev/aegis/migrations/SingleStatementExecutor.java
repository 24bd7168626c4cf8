package dev.aegis.migrations;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.migrations.sql.SqlScript;
import dev.aegis.migrations.sql.UnreadableSqlException;
import java.sql.SQLException;
import java.util.List;
import liquibase.database.Database;
import liquibase.exception.DatabaseException;
import liquibase.executor.jvm.JdbcExecutor;
import liquibase.sql.visitor.SqlVisitor;
import liquibase.statement.ExecutablePreparedStatement;
import liquibase.statement.SqlStatement;
import liquibase.statement.core.RawParameterizedSqlStatement;
import liquibase.statement.core.RawSqlStatement;

/**
 * Executes each text of SQL only if it is exactly one statement, whichever change it comes from. Names, types and
 * conditions in a changelog become SQL as they are, and SQLite's driver ignores what follows the first statement.
 */
final class SingleStatementExecutor extends JdbcExecutor {
    private final DatabaseEngine engine;
    private final Listener listener;

    /** Sees every statement before it is executed; what it throws keeps the statement from being executed. */
    interface Listener {
        void before(String sql) throws SQLException;
    }

    SingleStatementExecutor(Database database, DatabaseEngine engine, Listener listener) {
        this.engine = engine;
        this.listener = listener;
        setDatabase(database);
    }

    /** What was checked is what is executed: a statement is turned into SQL once. */
    @Override
    @SuppressWarnings("deprecation") // what replaces it takes a question mark, an operator of jsonb, for a parameter
    public void execute(SqlStatement statement, List<SqlVisitor> visitors) throws DatabaseException {
        if (statement instanceof ExecutablePreparedStatement) {
            super.execute(statement, visitors); // an INSERT or UPDATE of Liquibase's own, with its values bound
        } else if (statement instanceof RawParameterizedSqlStatement parameterized) {
            check(parameterized.getSql());
            super.execute(statement, visitors);
        } else {
            for (String sql : applyVisitors(statement, visitors)) {
                check(sql);
                super.execute(new RawSqlStatement(sql), List.of());
            }
        }
    }

    private void check(String sql) throws DatabaseException {
        requireOne(sql);
        try {
            listener.before(sql);
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    private void requireOne(String sql) throws DatabaseException {
        try {
            SqlScript.requireOne(sql, engine);
        } catch (UnreadableSqlException e) {
            // No cause: the innermost one is what people get to read.
            throw new DatabaseException("refused, since it has " + e.getMessage() + ": " + sql);
        }
    }
}
