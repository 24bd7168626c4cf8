package dev.aegis.db;

import java.sql.Connection;

/** How much concurrent transactions may see of each other. SQLite transactions are always serializable. */
public enum TransactionIsolation {
    READ_COMMITTED("read committed", Connection.TRANSACTION_READ_COMMITTED),
    REPEATABLE_READ("repeatable read", Connection.TRANSACTION_REPEATABLE_READ),
    SERIALIZABLE("serializable", Connection.TRANSACTION_SERIALIZABLE);

    private final String sql;
    private final int jdbcLevel;

    TransactionIsolation(String sql, int jdbcLevel) {
        this.sql = sql;
        this.jdbcLevel = jdbcLevel;
    }

    /** The level as SQL writes it. */
    String sql() {
        return sql;
    }

    /** The level as {@link Connection#setTransactionIsolation} takes it. */
    int jdbcLevel() {
        return jdbcLevel;
    }
}
