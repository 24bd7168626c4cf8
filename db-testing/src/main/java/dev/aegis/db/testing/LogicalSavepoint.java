package dev.aegis.db.testing;

import java.sql.SQLException;
import java.sql.Savepoint;
import org.jspecify.annotations.Nullable;

/** A savepoint that the code under test has set; its name in SQL is the fixture's own. */
record LogicalSavepoint(
        LogicalTransaction transaction,
        long number,
        @Nullable String name) implements Savepoint {

    String sqlName() {
        return "aegis_savepoint_" + number;
    }

    @Override
    public int getSavepointId() throws SQLException {
        if (name != null) {
            throw new SQLException("The savepoint has a name, and therefore no id: " + name);
        }
        return Math.toIntExact(number);
    }

    @Override
    public String getSavepointName() throws SQLException {
        if (name == null) {
            throw new SQLException("The savepoint has an id, and therefore no name: " + number);
        }
        return name;
    }
}
