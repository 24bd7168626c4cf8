package dev.aegis.db;

/** The two database engines that the component speaks to. */
public enum DatabaseEngine {
    SQLITE("SQLite"),
    POSTGRESQL("PostgreSQL");

    private final String displayName;

    DatabaseEngine(String displayName) {
        this.displayName = displayName;
    }

    /** The name as its makers write it. */
    public String displayName() {
        return displayName;
    }
}
