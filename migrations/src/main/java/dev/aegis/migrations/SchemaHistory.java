package dev.aegis.migrations;

import dev.aegis.db.DatabaseEngine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a database says was applied to it: Liquibase's table, read without Liquibase. */
final class SchemaHistory {
    /** PostgreSQL folds the name to lower case, SQLite does not care: unquoted it fits both. */
    private static final String SELECT = """
            select id, author, filename, md5sum, dateexecuted
            from databasechangelog
            where filename <> 'liquibase-internal'
            order by orderexecuted""";

    private SchemaHistory() {}

    record Row(Changeset changeset, @Nullable String checksum, Instant executedAt) {}

    /**
     * The rows in the order of execution; none when the table does not exist. Liquibase numbers them; the times beside the
     * numbers are local to the tool that wrote them, and say nothing about the order.
     */
    static List<Row> read(Connection connection) throws SQLException {
        // Asked first, because a failing SELECT would spoil the caller's transaction on PostgreSQL.
        if (!exists(connection)) {
            return List.of();
        }
        List<Row> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(SELECT)) {
            while (result.next()) {
                rows.add(new Row(
                        new Changeset(result.getString(1), result.getString(2), result.getString(3)),
                        result.getString(4),
                        instant(result.getString(5))));
            }
        }
        return rows;
    }

    /** How many rows there are, Liquibase's own among them. */
    static int count(Connection connection) throws SQLException {
        if (!exists(connection)) {
            return 0;
        }
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select count(*) from databasechangelog")) {
            return result.next() ? result.getInt(1) : 0;
        }
    }

    static boolean exists(Connection connection) throws SQLException {
        String query = switch (engine(connection)) {
            case SQLITE -> "select 1 from sqlite_master where type = 'table' and lower(name) = 'databasechangelog'";
            case POSTGRESQL -> "select 1 where to_regclass('databasechangelog') is not null";
        };
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            return result.next();
        }
    }

    static DatabaseEngine engine(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return product.equals("SQLite") ? DatabaseEngine.SQLITE : DatabaseEngine.POSTGRESQL;
    }

    /** Both engines give {@code 2026-01-31 23:59:59}, PostgreSQL with a fraction. */
    private static Instant instant(String text) {
        return LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
    }
}
