package dev.aegis.migrations.generate;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.schema.ColumnType;
import dev.aegis.db.schema.ColumnType.Kind;
import java.util.List;
import java.util.Set;

/** Which types can become which others with every value intact, or else an error, on both engines alike. */
final class Conversions {
    /** Each goes to all that come after it. */
    private static final List<Kind> INTEGERS = List.of(Kind.SMALLINT, Kind.INTEGER, Kind.BIGINT);

    /** Of the largest value. */
    private static final List<Integer> DIGITS = List.of(5, 10, 19);

    private static final Set<Kind> TEXTS = Set.of(Kind.VARCHAR, Kind.TEXT);

    /** Their text is the same on both engines. */
    private static final Set<Kind> READABLE =
            Set.of(Kind.SMALLINT, Kind.INTEGER, Kind.BIGINT, Kind.UUID, Kind.DATE, Kind.JSON);

    private Conversions() {}

    /** Whether a changeset can be generated: no value changes its meaning. */
    static boolean isPossible(ColumnType from, ColumnType to) {
        Kind before = from.kind();
        Kind after = to.kind();
        if (before == after) {
            return from.size() - from.scale() <= to.size() - to.scale() && from.scale() <= to.scale();
        }
        if (TEXTS.contains(after)) {
            return after == Kind.TEXT && (before == Kind.VARCHAR || READABLE.contains(before));
        }
        if (INTEGERS.contains(before)) {
            return INTEGERS.indexOf(before) < INTEGERS.indexOf(after)
                    || (after == Kind.DECIMAL && to.size() - to.scale() >= DIGITS.get(INTEGERS.indexOf(before)))
                    || (after == Kind.DOUBLE && before != Kind.BIGINT);
        }
        return false;
    }

    /** Whether PostgreSQL does it without writing the table anew. */
    static boolean isFreeOnPostgres(ColumnType from, ColumnType to) {
        boolean wider = from.kind() == to.kind() && from.size() <= to.size() && from.scale() == to.scale();
        return wider || (from.kind() == Kind.VARCHAR && to.kind() == Kind.TEXT);
    }

    /** What follows the type in PostgreSQL's ALTER TABLE; empty if it finds the way by itself. */
    static String using(String column, ColumnType from, ColumnType to) {
        boolean fromText = TEXTS.contains(from.kind()) && !TEXTS.contains(to.kind());
        return fromText ? " using %s::%s".formatted(column, to.sql(DatabaseEngine.POSTGRESQL)) : "";
    }

    /** The value for SQLite's new column, which takes numbers and texts of either kind for what it keeps. */
    static String onSqlite(String column, ColumnType from, ColumnType to) {
        if (to.kind() == Kind.DECIMAL && from.kind() != Kind.DECIMAL) {
            return "cast(" + column + " as text)";
        }
        boolean hasFraction = from.kind() == Kind.DECIMAL || from.kind() == Kind.DOUBLE;
        return hasFraction && INTEGERS.contains(to.kind()) ? "cast(round(" + column + ") as integer)" : column;
    }
}
