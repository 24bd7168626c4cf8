package dev.aegis.migrations.generate;

/**
 * Something of a table that no model describes. It is left as it is; where SQLite builds its table anew, it must not get
 * lost.
 *
 * @param table empty for a view
 * @param sql which creates it
 * @param onSqlite whether it exists there
 */
record SideObject(Kind kind, String name, String table, String sql, boolean onSqlite) {

    enum Kind {
        /** With expressions, an order, a method of its own. */
        INDEX,
        TRIGGER,
        VIEW
    }

    SideObject of(String otherTable) {
        return new SideObject(kind, name, otherTable, SqlText.rename(sql, table, otherTable), onSqlite);
    }
}
