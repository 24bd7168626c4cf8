package dev.aegis.db.testing;

import java.sql.Connection;
import java.sql.SQLException;

/** A prepared database and an open connection to it, used by one test after the other. */
record RollbackSlot(PhysicalDatabase database, Connection connection, SessionDialect dialect) {

    static RollbackSlot open(TestEngine engine, PhysicalDatabase database) {
        try {
            SessionDialect dialect = SessionDialect.of(engine);
            Connection connection = database.connect();
            dialect.open(connection);
            return new RollbackSlot(database, connection, dialect);
        } catch (SQLException e) {
            throw TestDatabaseException.failed("Opening a test database failed on " + engine.label(), e);
        }
    }

    /** Gives it up: something of a test may have remained in it. */
    void discard() {
        try {
            connection.close();
        } catch (SQLException e) {
            // dropping the database ends it too
        }
        database.drop();
    }
}
