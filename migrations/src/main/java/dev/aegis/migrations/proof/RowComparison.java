package dev.aegis.migrations.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Compares the rows of a table with their copies, in the database: by key where the two tables have the same one, which
 * costs one look-up a row, else as bags of rows, which costs a sort of each.
 */
final class RowComparison {
    private final Connection connection;
    private final RowCopy copy;
    private final boolean isReadable;

    /** Of the new table; below, what each of them has to be. */
    private final List<String> columns = new ArrayList<>();

    private final List<String> values = new ArrayList<>();

    RowComparison(Connection connection, RowCopy copy) throws SQLException {
        this.connection = connection;
        this.copy = copy;
        List<String> old = SqliteObjects.columns(connection, copy.from());
        List<String> fresh = SqliteObjects.columns(connection, copy.to());
        columns.addAll(copy.columns().isEmpty() ? fresh : copy.columns());
        values.addAll(
                copy.values().equals(List.of("*"))
                        ? old.stream().map(RowComparison::quoted).toList()
                        : copy.values());
        isReadable = columns.size() == values.size();
        old.stream()
                .filter(column -> contains(fresh, column) && !contains(columns, column))
                .forEach(forgotten -> {
                    columns.add(forgotten);
                    values.add(quoted(forgotten));
                });
    }

    private static boolean contains(List<String> names, String name) {
        return names.stream().anyMatch(name::equalsIgnoreCase);
    }

    /** @throws SQLException that says how many rows are missing or other ones */
    void requireEqual() throws SQLException {
        if (!isReadable) {
            throw new SQLException(
                    "the copy of table %s into %s cannot be read; write INSERT INTO … (columns) SELECT values FROM %s"
                            .formatted(copy.from(), copy.to(), copy.from()));
        }
        long before = number("select count(*) from " + quoted(copy.from()));
        long after = number("select count(*) from " + quoted(copy.to()));
        if (before != after) {
            throw new SQLException(("table %s has %d rows and its copy %s has %d; nothing was dropped. Delete rows by a"
                            + " statement of its own, before the copy")
                    .formatted(copy.from(), before, copy.to(), after));
        }
        long changed = number(isKeyed() ? differencesByKey() : differencesAsBags());
        if (changed > 0) {
            throw new SQLException("%d of %d rows of table %s have other values in its copy %s; nothing was dropped"
                    .formatted(changed, before, copy.from(), copy.to()));
        }
    }

    /** Whether the key of the old table is copied as it is, into the key of the new one, in whatever order. */
    private boolean isKeyed() throws SQLException {
        List<String> key = key(copy.from());
        List<String> copied = new ArrayList<>();
        for (String column : key) {
            int index = IntStream.range(0, values.size())
                    .filter(i -> isColumn(values.get(i), column))
                    .findFirst()
                    .orElse(-1);
            if (index < 0) {
                return false;
            }
            copied.add(Mentions.lower(columns.get(index)));
        }
        return !key.isEmpty() && Set.copyOf(copied).equals(Set.copyOf(key(copy.to())));
    }

    private static boolean isColumn(String value, String column) {
        return value.equalsIgnoreCase(column) || value.equalsIgnoreCase(quoted(column));
    }

    private List<String> key(String table) throws SQLException {
        List<String> key = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement("select name from pragma_table_info(?) where pk > 0 order by pk")) {
            statement.setString(1, table);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    key.add(Mentions.lower(row.getString(1)));
                }
            }
        }
        return key;
    }

    private String differencesByKey() throws SQLException {
        List<String> key = key(copy.to());
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            conditions.add(isSame(i));
            if (!keepsType(i)) {
                conditions.add(isSameText(i));
            }
        }
        String join = IntStream.range(0, columns.size())
                .filter(i -> key.contains(Mentions.lower(columns.get(i))))
                .mapToObj(this::isSame)
                .collect(Collectors.joining(" and "));
        String same = String.join(" and ", conditions);
        return "select count(*) from (select %s from %s) o left join %s n on %s where not (%s)"
                .formatted(valuesByNumber(), quoted(copy.from()), quoted(copy.to()), join, same);
    }

    private String isSame(int i) {
        return "n." + quoted(columns.get(i)) + " is o.v" + i;
    }

    /** A text that became a number must still read the same: to SQLite '007' equals 7. */
    private String isSameText(int i) {
        return "(typeof(o.v%1$d) <> 'text' or typeof(n.%2$s) in ('text', 'null') or cast(n.%2$s as text) = o.v%1$d)"
                .formatted(i, quoted(columns.get(i)));
    }

    private boolean keepsType(int i) throws SQLException {
        String old = type(copy.from(), values.get(i));
        return old.isEmpty() || old.equals(type(copy.to(), columns.get(i)));
    }

    private String type(String table, String column) throws SQLException {
        String query = "select lower(type) from pragma_table_xinfo(?) where lower(name) = lower(?)";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, table);
            statement.setString(2, column.replace("\"", ""));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }

    private String differencesAsBags() throws SQLException {
        String kept = columns.stream().map(RowComparison::quoted).collect(Collectors.joining(", "));
        List<String> stored = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            stored.add(stored(i) + " as s" + i);
        }
        String numbers =
                IntStream.range(0, columns.size()).mapToObj(i -> "s" + i).collect(Collectors.joining(", "));
        return ("select count(*) from (select %1$s, count(*) from (select %2$s from (select %3$s from %4$s)) group by %1$s"
                        + " except select %5$s, count(*) from %6$s group by %5$s)")
                .formatted(
                        numbers,
                        String.join(", ", stored),
                        valuesByNumber(),
                        quoted(copy.from()),
                        kept,
                        quoted(copy.to()));
    }

    /**
     * The value as the new column keeps it, which EXCEPT does not know: a number becomes a text there, or a text that reads
     * as a number becomes one. See <a href="https://www.sqlite.org/datatype3.html#determination_of_column_affinity">Column
     * Affinity</a>.
     */
    private String stored(int i) throws SQLException {
        String type = type(copy.to(), columns.get(i));
        boolean isInteger = type.contains("int");
        if (!isInteger && Stream.of("char", "clob", "text").anyMatch(type::contains)) {
            return "case when typeof(v%1$d) in ('integer', 'real') then cast(v%1$d as text) else v%1$d end"
                    .formatted(i);
        }
        return !isInteger && (type.isEmpty() || type.contains("blob"))
                ? "v" + i
                : "case when typeof(v%1$d) = 'text' and cast(cast(v%1$d as numeric) as text) = v%1$d then cast(v%1$d as numeric) else v%1$d end"
                        .formatted(i);
    }

    private String valuesByNumber() {
        return IntStream.range(0, values.size())
                .mapToObj(i -> values.get(i) + " as v" + i)
                .collect(Collectors.joining(", "));
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
