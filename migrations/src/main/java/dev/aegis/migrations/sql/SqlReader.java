package dev.aegis.migrations.sql;

import java.util.ArrayList;
import java.util.List;

/** Reads the tokens of a statement from left to right. At its end, nothing is found any more; it never throws. */
public final class SqlReader {
    private final List<SqlToken> tokens;
    private int position;

    public SqlReader(List<SqlToken> tokens) {
        this.tokens = tokens;
    }

    public boolean atEnd() {
        return position >= tokens.size();
    }

    /** Whether these words or symbols come next. */
    public boolean at(String... words) {
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

    /** Whether an exclusion constraint comes next, and not a column of that name. */
    public boolean atExclusion() {
        return at("exclude", "(") || at("exclude", "using");
    }

    /** Passes over these words or symbols if they come next. */
    public boolean accept(String... words) {
        boolean found = at(words);
        if (found) {
            position += words.length;
        }
        return found;
    }

    public boolean acceptAnyOf(String... words) {
        for (String word : words) {
            if (accept(word)) {
                return true;
            }
        }
        return false;
    }

    public void skip() {
        position++;
    }

    /** The text of the next token, passed over; empty at the end. */
    public String next() {
        return atEnd() ? "" : tokens.get(position++).text();
    }

    /** A name, possibly with its schema; {@code public} is left out, as everybody leaves it out. Empty if there is none. */
    public String name() {
        StringBuilder name = new StringBuilder();
        while (!atEnd() && tokens.get(position).isName()) {
            name.append(next());
            if (!accept(".")) {
                break;
            }
            name.append('.');
        }
        String found = name.toString();
        return found.startsWith("public.") ? found.substring("public.".length()) : found;
    }

    /** Names separated by commas. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        do {
            accept("only");
            String name = name();
            accept("*");
            if (at("(")) {
                group(); // the arguments of a function
            }
            names.add(name);
        } while (accept(","));
        return names;
    }

    /** What is between the parenthesis that comes next and its partner; passed over. */
    public List<SqlToken> group() {
        if (!accept("(")) {
            return List.of();
        }
        int start = position;
        int depth = 1;
        while (!atEnd() && depth > 0) {
            depth += depthChange(tokens.get(position));
            position++;
        }
        return tokens.subList(start, depth == 0 ? position - 1 : position);
    }

    /** The rest, cut at the commas that are in no parenthesis. */
    public List<SqlReader> items() {
        return items(tokens.subList(Math.min(position, tokens.size()), tokens.size()));
    }

    public static List<SqlReader> items(List<SqlToken> tokens) {
        List<SqlReader> items = new ArrayList<>();
        int start = 0;
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            depth += depthChange(tokens.get(i));
            if (depth == 0 && tokens.get(i).is(",")) {
                items.add(new SqlReader(tokens.subList(start, i)));
                start = i + 1;
            }
        }
        items.add(new SqlReader(tokens.subList(start, tokens.size())));
        return items;
    }

    /** The rest of the tokens. */
    public List<SqlToken> rest() {
        return tokens.subList(Math.min(position, tokens.size()), tokens.size());
    }

    /** Whether the rest has these words next to each other, outside of parentheses. */
    boolean restHas(String... words) {
        SqlReader reader = new SqlReader(rest());
        while (!reader.atEnd()) {
            if (reader.at(words)) {
                return true;
            }
            if (reader.at("(")) {
                reader.group();
            } else {
                reader.skip();
            }
        }
        return false;
    }

    private static int depthChange(SqlToken token) {
        if (token.is("(") || token.is("[")) {
            return 1;
        }
        return token.is(")") || token.is("]") ? -1 : 0;
    }
}
