package dev.aegis.migrations.objects;

import dev.aegis.migrations.sql.SqlLexer;
import dev.aegis.migrations.sql.SqlToken;
import java.util.List;

/**
 * Something of a schema that stands beside the columns, keys and checks of its tables.
 *
 * @param name of a {@link Kind#COLLATION}, that of its column; of a {@link Kind#DEFERRAL} on SQLite, the columns of the
 *     foreign key in parentheses
 * @param table that it belongs to; empty for a view
 * @param sql which creates it; of a part of a table, its own words there
 * @param isExact whether the text is still right: false after a renaming that could not be followed in it
 */
public record SideObject(Kind kind, String name, String table, String sql, boolean isExact) {

    /** What it is. */
    public enum Kind {
        INDEX("index"),
        TRIGGER("trigger"),
        VIEW("view"),
        POLICY("policy"),
        /** A generated column. */
        COLUMN("generated column"),
        /** One that no record can have: an exclusion constraint, one over a generated column. */
        CONSTRAINT("constraint"),
        /** Of a column. */
        COLLATION("collation of the column"),
        /** When a constraint is checked, how a foreign key matches. */
        DEFERRAL("attributes of the constraint"),
        /** Of a table of SQLite: {@code strict}, {@code without rowid}. */
        OPTION("table option"),
        /** Other words in a table of SQLite, as {@code on conflict replace}. */
        CLAUSE("clause");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** Whether it is nothing by itself, but some words in CREATE TABLE. */
        public boolean isPartOfTable() {
            return this == COLUMN
                    || this == CONSTRAINT
                    || this == COLLATION
                    || this == DEFERRAL
                    || this == OPTION
                    || this == CLAUSE;
        }
    }

    /** As {@code index people_lower_idx}. */
    public String title() {
        return kind.text + " " + name;
    }

    /** Whether it cannot be without the table. */
    public boolean standsOn(String otherTable) {
        return table.equals(otherTable) || (isBody() && mentions(otherTable));
    }

    /** Whether it cannot be without the column, or changes its meaning with it. */
    public boolean standsOn(String otherTable, String column) {
        if (table.equals(otherTable)) {
            return kind == Kind.COLLATION ? name.equals(column) : mentions(column);
        }
        return isBody() && mentions(otherTable) && (mentions(column) || takesAllColumns());
    }

    /** A view or a trigger can speak of any table. */
    private boolean isBody() {
        return kind == Kind.VIEW || kind == Kind.TRIGGER;
    }

    private boolean mentions(String word) {
        return tokens().stream()
                .anyMatch(token -> token.isName() && token.text().equals(word));
    }

    /** {@code select *} or {@code t.*}, but not {@code count(*)} or a product. */
    private boolean takesAllColumns() {
        List<SqlToken> tokens = tokens();
        for (int i = 1; i < tokens.size(); i++) {
            SqlToken before = tokens.get(i - 1);
            if (tokens.get(i).is("*")
                    && (before.is("select")
                            || before.is("distinct")
                            || before.is("all")
                            || before.is(".")
                            || before.is(","))) {
                return true;
            }
        }
        return false;
    }

    private List<SqlToken> tokens() {
        return SqlLexer.tokens(sql);
    }

    SideObject called(String newName) {
        return new SideObject(kind, newName, table, Renaming.ofObject(sql, name, newName), isExact);
    }

    SideObject withColumn(String from, String to) {
        String newName = kind == Kind.COLLATION || kind == Kind.COLUMN || kind == Kind.DEFERRAL
                ? Renaming.ofName(name, from, to)
                : name;
        return new SideObject(
                kind, newName, table, Renaming.ofColumn(sql, from, to), isExact && Renaming.isSure(this, from));
    }

    SideObject withTable(String from, String to) {
        return new SideObject(
                kind,
                name,
                table.equals(from) ? to : table,
                kind.isPartOfTable() ? sql : Renaming.ofTable(sql, from, to),
                isExact);
    }
}
