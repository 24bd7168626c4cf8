package dev.aegis.migrations.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a statement from left to right. Where something else stands than must, it throws {@link UnreadableSql}. */
final class SqlReader {
    private final String sql;
    private final List<SqlToken> tokens;
    private int position;

    private SqlReader(String sql, List<SqlToken> tokens) {
        this.sql = sql;
        this.tokens = tokens;
    }

    static SqlReader of(String sql) {
        return new SqlReader(sql, SqlTokens.of(sql));
    }

    boolean atEnd() {
        return position >= tokens.size();
    }

    /** Whether these words or symbols come next. */
    boolean at(String... words) {
        if (position + words.length > tokens.size()) {
            return false;
        }
        for (int i = 0; i < words.length; i++) {
            if (!tokens.get(position + i).is(words[i])) {
                return false;
            }
        }
        return true;
    }

    boolean atAnyOf(Set<String> words) {
        return !atEnd() && tokens.get(position).kind() == SqlToken.Kind.WORD && words.contains(token().text());
    }

    /** Passes over these words or symbols if they come next. */
    boolean accept(String... words) {
        boolean found = at(words);
        if (found) {
            position += words.length;
        }
        return found;
    }

    void expect(String... words) {
        if (!accept(words)) {
            throw new UnreadableSql();
        }
    }

    private SqlToken token() {
        if (atEnd()) {
            throw new UnreadableSql();
        }
        return tokens.get(position);
    }

    SqlToken next() {
        SqlToken token = token();
        position++;
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
        for (SqlReader item : group().items()) {
            names.add(item.name());
            if (!item.atEnd()) {
                throw new UnreadableSql();
            }
        }
        return names;
    }

    /** What is between the parenthesis that comes next and its partner; passed over. */
    SqlReader group() {
        expect("(");
        int start = position;
        int depth = 1;
        while (depth > 0) {
            SqlToken token = next();
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
        }
        return new SqlReader(sql, tokens.subList(start, position - 1));
    }

    /** The rest, cut at the commas that are in no parenthesis. */
    List<SqlReader> items() {
        List<SqlReader> items = new ArrayList<>();
        int start = position;
        int depth = 0;
        for (int i = position; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (depth == 0 && token.is(",")) {
                items.add(new SqlReader(sql, tokens.subList(start, i)));
                start = i + 1;
            }
        }
        items.add(new SqlReader(sql, tokens.subList(start, tokens.size())));
        return items;
    }

    /** The text up to one of these words, outside of parentheses, or to the end; passed over. */
    String textUntil(Set<String> words) {
        int start = position;
        while (!atEnd() && !(position > start && atAnyOf(words))) {
            if (at("(")) {
                group();
            } else {
                position++;
            }
        }
        return text(start, position);
    }

    /** The rest of the text, passed over. */
    String text() {
        int start = position;
        position = tokens.size();
        return text(start, position);
    }

    private String text(int from, int to) {
        return from == to
                ? ""
                : sql.substring(tokens.get(from).start(), tokens.get(to - 1).end());
    }
}
