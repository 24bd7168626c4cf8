package dev.aegis.migrations.generate;

import dev.aegis.migrations.sql.SqlLexer;
import dev.aegis.migrations.sql.SqlReader;
import dev.aegis.migrations.sql.SqlToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a statement from left to right. Where something else stands than must, it throws {@link UnreadableSql}. */
final class StatementReader {
    private final String sql;
    private final SqlReader reader;

    private StatementReader(String sql, SqlReader reader) {
        this.sql = sql;
        this.reader = reader;
    }

    static StatementReader of(String sql) {
        return new StatementReader(sql, new SqlReader(SqlLexer.tokens(sql)));
    }

    boolean atEnd() {
        return reader.atEnd();
    }

    /** Whether these words or symbols come next. */
    boolean at(String... words) {
        return reader.at(words);
    }

    boolean atExclusion() {
        return reader.atExclusion();
    }

    boolean atAnyOf(Set<String> words) {
        return words.stream().anyMatch(reader::at);
    }

    /** Passes over these words or symbols if they come next. */
    boolean accept(String... words) {
        return reader.accept(words);
    }

    void expect(String... words) {
        if (!accept(words)) {
            throw new UnreadableSql();
        }
    }

    SqlToken next() {
        if (atEnd()) {
            throw new UnreadableSql();
        }
        SqlToken token = reader.rest().get(0);
        reader.skip();
        return token;
    }

    /** A name without its schema. */
    String name() {
        SqlToken name = next();
        while (accept(".")) {
            name = next();
        }
        if (!name.isName()) {
            throw new UnreadableSql();
        }
        return name.text();
    }

    /** Names in parentheses, separated by commas. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (StatementReader item : group().items()) {
            names.add(item.name());
            if (!item.atEnd()) {
                throw new UnreadableSql();
            }
        }
        return names;
    }

    /** What is between the parenthesis that comes next and its partner; passed over. */
    StatementReader group() {
        List<SqlToken> ahead = reader.rest();
        List<SqlToken> inside = reader.group();
        boolean hasBothParentheses = passed(ahead).size() == inside.size() + 2;
        if (!hasBothParentheses) {
            throw new UnreadableSql();
        }
        return new StatementReader(sql, new SqlReader(inside));
    }

    /** The rest, cut at the commas that are in no parenthesis. */
    List<StatementReader> items() {
        return reader.items().stream()
                .map(item -> new StatementReader(sql, item))
                .toList();
    }

    /** The text up to one of these words, outside of parentheses, or to the end; passed over. */
    String textUntil(Set<String> words) {
        List<SqlToken> ahead = reader.rest();
        while (!atEnd() && (passed(ahead).isEmpty() || !atAnyOf(words))) {
            if (at("(")) {
                group();
            } else {
                reader.skip();
            }
        }
        return text(passed(ahead));
    }

    /** The rest of the text, passed over. */
    String text() {
        List<SqlToken> rest = reader.rest();
        while (!atEnd()) {
            reader.skip();
        }
        return text(rest);
    }

    /** @param ahead what was ahead at some time before */
    private List<SqlToken> passed(List<SqlToken> ahead) {
        return ahead.subList(0, ahead.size() - reader.rest().size());
    }

    private String text(List<SqlToken> tokens) {
        return tokens.isEmpty()
                ? ""
                : sql.substring(
                        tokens.get(0).start(), tokens.get(tokens.size() - 1).end());
    }
}
