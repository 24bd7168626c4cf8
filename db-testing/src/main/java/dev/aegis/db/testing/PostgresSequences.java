package dev.aegis.db.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Sequences, which no rollback sets back: every test is to draw the same numbers, whichever ran before. */
final class PostgresSequences {

    private static final String NAMES =
            "SELECT oid::regclass FROM pg_class WHERE relkind = 'S' AND pg_has_role(relowner, 'USAGE')";

    private PostgresSequences() {}

    /**
     * SQL, to be appended, that sets all sequences to the state in which they are now. It writes only to those which
     * have moved meanwhile. Empty if there are no sequences.
     */
    static String reset(Connection connection) throws SQLException {
        List<String> states = states(connection);
        return states.isEmpty()
                ? ""
                : "; SELECT setval(s.id::regclass, s.value, s.called) FROM (VALUES " + String.join(", ", states)
                        + ") s (id, value, called)"
                        + " WHERE pg_sequence_last_value(s.id) IS DISTINCT FROM CASE WHEN s.called THEN s.value END";
    }

    /** Each as a row of id, value and whether that has been drawn. */
    private static List<String> states(Connection connection) throws SQLException {
        List<String> states = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            for (String name : names(statement)) {
                try (ResultSet rows =
                        statement.executeQuery("SELECT tableoid::bigint, last_value, is_called FROM " + name)) {
                    rows.next();
                    states.add("(%d::oid, %d::bigint, %b)"
                            .formatted(rows.getLong(1), rows.getLong(2), rows.getBoolean(3)));
                }
            }
        }
        return states;
    }

    /** Quoted and qualified as need be. */
    private static List<String> names(Statement statement) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(NAMES)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
