package dev.aegis.db.testing;

import java.sql.Connection;
import java.sql.SQLException;

/** A database that exists on a server, or as a file. Thread-safe. */
interface PhysicalDatabase {

    /** Its name on the server, or its path. */
    String name();

    /** Its address in the form of {@code DATABASE_URL}. */
    String url();

    /** A real connection, in auto-commit mode. */
    Connection connect() throws SQLException;

    /** From now on it is only copied: everybody else is thrown out. */
    void seal();

    /**
     * Throws everybody out and leaves it for people to look into.
     *
     * @return its URL, and until when it is there
     */
    String keep();

    /** Throws everybody out and removes it. */
    void drop();
}
