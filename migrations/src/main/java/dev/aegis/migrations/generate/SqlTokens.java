package dev.aegis.migrations.generate;

import dev.aegis.migrations.generate.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts SQL into tokens, without the comments. */
final class SqlTokens {
    private static final Pattern TOKEN = Pattern.compile(
            "(?<comment>--[^\\n]*|/\\*.*?\\*/|\\s+)"
                    + "|(?<string>'(?:[^']|'')*'|\\$(?<tag>[A-Za-z_]*)\\$.*?\\$\\k<tag>\\$)"
                    + "|\"(?<quoted>(?:[^\"]|\"\")*)\""
                    + "|(?<word>[\\p{L}_][\\p{L}\\p{N}_$]*)"
                    + "|(?<number>\\p{Nd}[\\p{Nd}.]*(?:[eE][+-]?\\p{Nd}+)?)"
                    + "|::|<=|>=|<>|!=|\\|\\||.",
            Pattern.DOTALL);

    private SqlTokens() {}

    static List<SqlToken> of(String sql) {
        List<SqlToken> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(sql);
        while (matcher.find()) {
            if (matcher.group("comment") == null) {
                tokens.add(token(matcher));
            }
        }
        return tokens;
    }

    private static SqlToken token(Matcher matcher) {
        Kind kind = Kind.SYMBOL;
        String text = matcher.group();
        if (matcher.group("string") != null) {
            kind = Kind.STRING;
        } else if (matcher.group("quoted") != null) {
            kind = Kind.QUOTED_NAME;
            text = matcher.group("quoted").replace("\"\"", "\"");
        } else if (matcher.group("word") != null) {
            kind = Kind.WORD;
            text = text.toLowerCase(Locale.ROOT);
        } else if (matcher.group("number") != null) {
            kind = Kind.NUMBER;
        }
        return new SqlToken(kind, text, matcher.start(), matcher.end());
    }

    /** The statements of a script, without the empty ones. The body of a trigger must not be among them. */
    static List<String> statements(String script) {
        List<String> statements = new ArrayList<>();
        int start = 0;
        for (SqlToken token : of(script)) {
            if (token.is(";")) {
                statements.add(script.substring(start, token.start()));
                start = token.end();
            }
        }
        statements.add(script.substring(start));
        return statements.stream().map(String::strip).filter(s -> !s.isEmpty()).toList();
    }
}
