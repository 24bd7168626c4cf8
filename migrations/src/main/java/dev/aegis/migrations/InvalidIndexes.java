package dev.aegis.migrations;

import dev.aegis.migrations.sql.Statement.CreateIndex;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * What CREATE INDEX CONCURRENTLY leaves behind on PostgreSQL when it fails: an index that is kept up to date, is used by
 * no query, and is in the way of the next attempt.
 */
final class InvalidIndexes {
    private static final String FIND = """
            select format('%I.%I', n.nspname, c.relname)
            from pg_index i
            join pg_class c on c.oid = i.indexrelid and c.relkind = 'i'
            join pg_class t on t.oid = i.indrelid
            join pg_namespace n on n.oid = c.relnamespace
            where not i.indisvalid and c.relname = ? and t.relname = ?
              and (n.nspname = ? or (? = '' and pg_table_is_visible(t.oid)))""";

    private InvalidIndexes() {}

    /** Drops the invalid index that has the name of this one, on the same table, if there is one. */
    static void drop(Connection connection, CreateIndex index) throws SQLException {
        for (String found : find(connection, index)) {
            outsideTransaction(connection, "drop index concurrently " + found);
            LoggerFactory.getLogger(Migrator.class)
                    .info("Dropped the invalid index {}, which a failed attempt had left", found);
        }
    }

    private static List<String> find(Connection connection, CreateIndex index) throws SQLException {
        int dot = index.table().lastIndexOf('.');
        String schema = dot < 0 ? "" : index.table().substring(0, dot);
        List<String> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setString(1, index.name());
            statement.setString(2, index.table().substring(dot + 1));
            statement.setString(3, schema);
            statement.setString(4, schema);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    found.add(result.getString(1));
                }
            }
        }
        return found;
    }

    private static void outsideTransaction(Connection connection, String sql) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(true); // commits what was only read
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } finally {
            connection.setAutoCommit(autoCommit);
        }
    }
}
