package dev.aegis.db.testing;

/** Where the databases of one engine come from. Thread-safe. */
interface DatabaseServer {

    /** For people: engine, version and origin. */
    String description();

    /** A new, empty database. */
    PhysicalDatabase create();

    /** A new database with the content of a sealed one. */
    PhysicalDatabase copyOf(PhysicalDatabase template);
}
