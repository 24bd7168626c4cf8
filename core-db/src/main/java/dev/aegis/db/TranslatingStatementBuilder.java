package dev.aegis.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/** SQLite finds mistakes in SQL when it prepares a statement, PostgreSQL when it runs it: both come out alike. */
final class TranslatingStatementBuilder extends DefaultStatementBuilder {
    private final SqlErrors errors;

    TranslatingStatementBuilder(SqlErrors errors) {
        this.errors = errors;
    }

    @Override
    public PreparedStatement create(Connection connection, String sql, StatementContext context) throws SQLException {
        try {
            return super.create(connection, sql, context);
        } catch (SQLException e) {
            throw errors.ofStatement(e, "statement failed [" + SqlErrors.excerpt(sql) + "]");
        }
    }
}
