package dev.aegis.db.schema;

import java.util.Arrays;
import java.util.Set;

/** Words that one of the engines takes as a name only between quotation marks. */
final class ReservedWords {
    private static final Set<String> POSTGRESQL = words("""
            all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate
            collation column concurrently constraint create cross current_catalog current_date current_role
            current_schema current_time current_timestamp current_user default deferrable desc distinct do else end
            except false fetch for foreign freeze from full grant group having ilike in initially inner intersect into
            is isnull join lateral leading left like limit localtime localtimestamp natural not notnull null offset on
            only or order outer overlaps placing primary references returning right select session_user similar some
            symmetric system_user table tablesample then to trailing true union unique user using variadic verbose when
            where window with
            """);

    private static final Set<String> SQLITE = words("""
            add all alter and as autoincrement between case check collate commit constraint create default deferrable
            delete distinct drop else escape except exists foreign from group having if in index insert intersect into is
            isnull join limit not nothing notnull null on or order primary raise references returning select set table
            then to transaction union unique update using values when where
            """);

    /** Operators of SQLite, which takes them as names, too: in a condition they could be read as either. */
    private static final Set<String> OPERATORS = words("glob match regexp");

    /** Hidden columns that every table of PostgreSQL has already, and SQLite's names for the number of a row. */
    private static final Set<String> SYSTEM_COLUMNS = words("cmax cmin ctid oid rowid tableoid xmax xmin");

    private ReservedWords() {}

    static boolean contains(String name) {
        return POSTGRESQL.contains(name) || SQLITE.contains(name) || OPERATORS.contains(name);
    }

    static boolean isSystemColumn(String name) {
        return SYSTEM_COLUMNS.contains(name);
    }

    private static Set<String> words(String text) {
        return Set.copyOf(Arrays.asList(text.strip().split("\\s+")));
    }
}
