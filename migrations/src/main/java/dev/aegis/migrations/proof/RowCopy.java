package dev.aegis.migrations.proof;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.migrations.sql.SqlLexer;
import dev.aegis.migrations.sql.SqlReader;
import dev.aegis.migrations.sql.SqlToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code INSERT INTO to (columns) SELECT values FROM from …}.
 *
 * @param columns of the new table; empty for all, in their order
 * @param values an expression over the old table for each of them; a single {@code *} for its columns in their order
 */
record RowCopy(String from, String to, List<String> columns, List<String> values) {
    RowCopy {
        columns = List.copyOf(columns);
        values = List.copyOf(values);
    }

    /** Empty if the statement is another one. */
    static Optional<RowCopy> read(String sql) {
        SqlReader reader = new SqlReader(SqlLexer.tokens(sql, DatabaseEngine.SQLITE));
        if (!reader.accept("insert")) {
            return Optional.empty();
        }
        if (reader.accept("or")) {
            reader.skip();
        }
        reader.accept("into");
        String to = name(reader);
        List<String> columns = new ArrayList<>();
        if (reader.at("(")) {
            SqlReader.items(reader.group()).forEach(item -> columns.add(item.name()));
        }
        if (!reader.accept("select")) {
            return Optional.empty();
        }
        reader.acceptAnyOf("distinct", "all");
        List<SqlToken> ahead = reader.rest();
        while (!reader.atEnd() && !reader.at("from")) {
            if (reader.at("(")) {
                reader.group();
            } else {
                reader.skip();
            }
        }
        List<SqlToken> selected = ahead.subList(0, ahead.size() - reader.rest().size());
        return reader.accept("from") && !reader.at("(")
                ? Optional.of(new RowCopy(name(reader), to, columns, texts(selected, sql)))
                : Optional.empty();
    }

    private static String name(SqlReader reader) {
        String name = reader.name();
        return Mentions.lower(name.substring(name.lastIndexOf('.') + 1));
    }

    private static List<String> texts(List<SqlToken> selected, String sql) {
        return SqlReader.items(selected).stream()
                .map(SqlReader::rest)
                .filter(tokens -> !tokens.isEmpty())
                .map(tokens -> sql.substring(
                        tokens.get(0).start(), tokens.get(tokens.size() - 1).end()))
                .toList();
    }
}
