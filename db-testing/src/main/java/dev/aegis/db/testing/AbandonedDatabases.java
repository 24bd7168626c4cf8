package dev.aegis.db.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Test databases that a killed JVM has left on a server which others use too. Every JVM has a number that is part of
 * the names of its databases, and holds an advisory lock on it: a number without a lock belongs to nobody.
 */
final class AbandonedDatabases {

    private static final int LOCK_CLASS = 0x61656769;
    private static final Pattern NAME = Pattern.compile("aegis_test_([0-9a-f]{8})_\\d+");

    private AbandonedDatabases() {}

    /** The name of a database of the JVM with that number. */
    static String name(int jvm, long number) {
        return "aegis_test_%08x_%d".formatted(jvm, number);
    }

    /** The name under which a database outlives its JVM. */
    static String keptName(String name) {
        return name.replace("aegis_test_", "aegis_kept_");
    }

    /** Keeps the databases of a JVM from being taken for abandoned, for as long as the connection is open. */
    static void claim(Connection connection, int jvm) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(%d, %d)".formatted(LOCK_CLASS, jvm));
        }
    }

    /** The databases of this role that belong to nobody any more. */
    static List<String> find(Connection connection) throws SQLException {
        // in this order: a JVM that comes in between has a lock before it has a database
        List<String> databases =
                select(connection, "SELECT datname FROM pg_database WHERE pg_get_userbyid(datdba) = current_user");
        Set<String> living = new HashSet<>(select(
                connection,
                "SELECT lpad(to_hex(objid::bigint), 8, '0') FROM pg_locks"
                        + " WHERE locktype = 'advisory' AND granted AND classid = " + LOCK_CLASS));
        return databases.stream()
                .filter(database -> {
                    Matcher name = NAME.matcher(database);
                    return name.matches() && !living.contains(name.group(1));
                })
                .toList();
    }

    private static List<String> select(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
