package dev.aegis.db.schema;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** Names in the database: which are allowed, and which things get when nobody names them. */
final class Names {
    /** PostgreSQL cuts longer ones. */
    static final int MAX_LENGTH = 63;

    private static final Pattern ALLOWED = Pattern.compile("[a-z][a-z0-9_]*");

    /** Those of PostgreSQL's catalogue, which hides others, of SQLite's, and of Liquibase. */
    private static final Pattern OF_THE_SYSTEM = Pattern.compile("(?:pg_|sqlite_|databasechangelog).*");

    private Names() {}

    /** What is wrong with the name of a table, an index or a constraint. */
    static Optional<String> relationFault(String name) {
        return OF_THE_SYSTEM.matcher(name).matches()
                ? Optional.of("begins as names of an engine or of Liquibase do")
                : fault(name);
    }

    /** What is wrong with the name of a column; empty if it can be used in SQL as it is, on both engines. */
    static Optional<String> fault(String name) {
        if (!ALLOWED.matcher(name).matches()) {
            return Optional.of("is not a name of lower-case letters, digits and underscores that begins with a letter");
        }
        if (name.length() > MAX_LENGTH) {
            return Optional.of("has %d characters, and PostgreSQL takes %d".formatted(name.length(), MAX_LENGTH));
        }
        return ReservedWords.contains(name) ? Optional.of("is a reserved word of SQL") : Optional.empty();
    }

    /** {@code defenseRating} as {@code defense_rating}, {@code baseURL} as {@code base_url}. */
    static String snakeCase(String camelCase) {
        return camelCase
                .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
    }

    static String primaryKey(String table) {
        return fitting(table, "pkey");
    }

    static String unique(String table, List<String> columns) {
        return fitting(table + "_" + String.join("_", columns), "key");
    }

    static String foreignKey(String table, String column) {
        return fitting(table + "_" + column, "fkey");
    }

    static String index(String table, List<String> columns) {
        return fitting(table + "_" + String.join("_", columns), "idx");
    }

    /** @param number of conditions of the same origin before this one, which are not numbered up to the first */
    static String check(String origin, int number) {
        return fitting(origin, number == 0 ? "check" : "check" + number);
    }

    /** Of the numbers of a generated key on PostgreSQL, which shortens the longer part first. */
    static String sequence(String table, String column) {
        int room = MAX_LENGTH - "__seq".length();
        int ofTable = table.length();
        int ofColumn = column.length();
        while (ofTable + ofColumn > room) {
            if (ofTable > ofColumn) {
                ofTable--;
            } else {
                ofColumn--;
            }
        }
        return "%s_%s_seq".formatted(table.substring(0, ofTable), column.substring(0, ofColumn));
    }

    /** The two joined; what is too long gets a checksum in place of its end, so that two of them stay two. */
    private static String fitting(String stem, String suffix) {
        String name = stem + "_" + suffix;
        if (name.length() <= MAX_LENGTH) {
            return name;
        }
        CRC32 checksum = new CRC32();
        checksum.update(stem.getBytes(StandardCharsets.UTF_8));
        String end = "_%08x_%s".formatted(checksum.getValue(), suffix);
        return stem.substring(0, MAX_LENGTH - end.length()) + end;
    }
}
