package dev.aegis.migrations;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Lets another role of PostgreSQL work with the rows of the tables of this one. */
final class RowGrants {
    /** The server writes the statements, so that it quotes the names. What belongs to others is left to them. */
    private static final String STATEMENTS = """
            with own_schema as (
                select n.oid, n.nspname, n.nspowner from pg_namespace n where n.nspname = current_schema()
            ), own_relation as (
                select c.oid::regclass as name, c.relkind,
                       c.relname in ('databasechangelog', 'databasechangeloglock') as of_migrations
                from pg_class c join own_schema s on s.oid = c.relnamespace
                where pg_get_userbyid(c.relowner) = current_user
            )
            select format('grant usage on schema %I to %I', nspname, ?) from own_schema
            where pg_get_userbyid(nspowner) = current_user
            union all
            select format('grant select, insert, update, delete on %s to %I', name, ?) from own_relation
            where relkind in ('r', 'p', 'v', 'm', 'f') and not of_migrations
            union all
            select format('revoke all on %s from %I', name, ?) from own_relation where of_migrations
            union all
            select format('grant select on %s to %I', name, ?) from own_relation
            where relkind = 'r' and of_migrations
            union all
            select format('grant usage, select on sequence %s to %I', name, ?) from own_relation
            where relkind = 'S'""";

    private static final int ROLE_PARAMETERS = 5;

    private RowGrants() {}

    /** All of them, or none. Leaves the connection in auto-commit. */
    static void grant(Connection connection, String role) throws SQLException {
        connection.setAutoCommit(false);
        try {
            for (String statement : statements(connection, role)) {
                execute(connection, statement);
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static List<String> statements(Connection connection, String role) throws SQLException {
        List<String> statements = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(STATEMENTS)) {
            for (int i = 1; i <= ROLE_PARAMETERS; i++) {
                query.setString(i, role);
            }
            try (ResultSet result = query.executeQuery()) {
                while (result.next()) {
                    statements.add(result.getString(1));
                }
            }
        }
        return statements;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
