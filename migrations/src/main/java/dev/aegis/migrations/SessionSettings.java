package dev.aegis.migrations;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the migrator's session on PostgreSQL has set for itself. Another client has to set the same before it executes what
 * the migrator would: the rest comes from the server, the database and the role.
 *
 * @param lockTimeout in force for a statement that keeps other sessions from their work
 * @param statements that set all the others
 */
record SessionSettings(LockTimeout lockTimeout, List<String> statements) {
    /** Who the client is and how it writes its texts: each client says that for itself. The lock_timeout changes on the way. */
    private static final String SET = """
            select name, current_setting(name) from pg_settings
              where source in ('client', 'session') and context in ('user', 'superuser')
                and name not in ('application_name', 'client_encoding', 'lock_timeout', 'search_path')
            union all
            select 'search_path', current_setting('search_path')
            union all
            select 'role', current_setting('role') where current_setting('role') <> 'none'
            order by 1""";

    /** The server gives each name in them with the quotes that it needs. */
    private static final Set<String> LISTS_OF_NAMES = Set.of("search_path", "temp_tablespaces");

    SessionSettings {
        statements = List.copyOf(statements);
    }

    /** Those of a connection that was opened for a migration. */
    static SessionSettings of(Connection connection) throws SQLException {
        List<String> statements = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SET)) {
            while (row.next()) {
                statements.add("set " + row.getString(1) + " = " + value(row.getString(1), row.getString(2)));
            }
        }
        return new SessionSettings(LockTimeout.of(connection), statements);
    }

    private static String value(String name, String value) {
        boolean isList = LISTS_OF_NAMES.contains(name) && !value.isBlank();
        return isList ? value : "'" + value.replace("'", "''") + "'";
    }

    static String searchPath(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show search_path")) {
            row.next();
            return row.getString(1);
        }
    }
}
