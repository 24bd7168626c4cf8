package dev.aegis.dropwizard;

import dev.aegis.db.DatabaseEngine;
import java.sql.Connection;
import java.sql.SQLException;

/** Compares a database's schema with the program; how is the business of whoever migrates it. Thread-safe. */
@FunctionalInterface
public interface SchemaProbe {

    /** Makes ready what needs no database, so that no connection is held meanwhile; called once, before the first look. */
    default void prepare(DatabaseEngine engine) {}

    /** Looks, in a transaction that cannot write; cheap enough for a readiness check every second. */
    SchemaState read(Connection connection) throws SQLException;
}
