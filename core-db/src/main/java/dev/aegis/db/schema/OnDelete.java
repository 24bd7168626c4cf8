package dev.aegis.db.schema;

/** What happens to a row when the one that it refers to is deleted. */
public enum OnDelete {
    /** The deletion is refused. */
    NO_ACTION("no action"),
    /** The row is deleted, too. */
    CASCADE("cascade"),
    /** The reference becomes null. */
    SET_NULL("set null");

    private final String sql;

    OnDelete(String sql) {
        this.sql = sql;
    }

    /** As in {@code ON DELETE …}. */
    public String sql() {
        return sql;
    }
}
