package dev.aegis.db;

/** How much concurrent transactions may see of each other. SQLite transactions are always serializable. */
public enum TransactionIsolation {
    READ_COMMITTED("read committed"),
    REPEATABLE_READ("repeatable read"),
    SERIALIZABLE("serializable");

    private final String sql;

    TransactionIsolation(String sql) {
        this.sql = sql;
    }

    /** The level as SQL writes it. */
    String sql() {
        return sql;
    }
}
