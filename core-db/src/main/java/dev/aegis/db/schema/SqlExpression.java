package dev.aegis.db.schema;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A condition that somebody wrote in an annotation, in the SQL that both engines take. */
final class SqlExpression {
    private static final Pattern TOKEN = Pattern.compile(
            "'(?:[^']|'')*'|(?<word>[A-Za-z_][A-Za-z0-9_]*)(?<call>\\s*\\()?|[0-9][0-9.]*(?:[eE][+-]?[0-9]+)?|\\s+|.");

    private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'");

    /** What may stand in a condition and is no column; after {@code as} stands a type. */
    private static final Set<String> KEYWORDS = Set.of(
            "and",
            "or",
            "not",
            "is",
            "in",
            "null",
            "like",
            "between",
            "escape",
            "true",
            "false",
            "case",
            "when",
            "then",
            "else",
            "end",
            "as",
            "distinct",
            "from");

    /** They mean different things on the engines, or nothing on one of them. */
    private static final Pattern OF_ONE_ENGINE =
            Pattern.compile("(?i)\\b(?:like|ilike|similar|glob|regexp|match)\\b|!?~{1,2}\\*?|==|\\^|#|->>?|@>|<@|::");

    private final String text;
    private final Set<String> names = new LinkedHashSet<>();
    private final Optional<String> fault;

    private SqlExpression(String written) {
        StringBuilder oneLine = new StringBuilder();
        int open = 0;
        boolean inType = false;
        String found = written.isBlank() ? "is empty" : null;
        Matcher tokens = TOKEN.matcher(written.strip());
        while (tokens.find()) {
            String token = tokens.group();
            oneLine.append(token.isBlank() ? " " : token);
            String word = tokens.group("word");
            inType = "as".equalsIgnoreCase(word) || (inType && !token.equals(")"));
            if (word != null && !inType && tokens.group("call") == null && !isKeyword(word)) {
                names.add(word);
            }
            open += token.endsWith("(") ? 1 : token.equals(")") ? -1 : 0;
            if (open < 0 || "\";'`".contains(token)) {
                found = "is not a condition: unexpected " + token;
            }
        }
        if (open > 0) {
            found = "is not a condition: a parenthesis is not closed";
        }
        text = oneLine.toString();
        fault = Optional.ofNullable(found == null && text.contains("--") ? "has a comment" : found)
                .or(this::engineFault);
    }

    static SqlExpression of(String written) {
        return new SqlExpression(written);
    }

    private static boolean isKeyword(String word) {
        return KEYWORDS.contains(word.toLowerCase(Locale.ROOT));
    }

    /** On one line. */
    String text() {
        return text;
    }

    private Optional<String> engineFault() {
        Matcher found = OF_ONE_ENGINE.matcher(LITERAL.matcher(text).replaceAll("''"));
        return found.find()
                ? Optional.of(
                        ("uses %s, which the engines understand in different ways, such as SQLite's like, which ignores case;"
                                        + " write it with =, <, in, between, substr() and length(): substr(code, 1, 1) = 'A'"
                                        + " for code like 'A%%'")
                                .formatted(found.group()))
                : Optional.empty();
    }

    /** Whether it puts texts together, which the engines do in different ways with other types. */
    boolean concatenates() {
        return LITERAL.matcher(text).replaceAll("''").contains("||");
    }

    /** What is wrong with it, of what can be told without an engine. */
    Optional<String> fault() {
        return fault;
    }

    /** Whether it uses the column's value as it is stored: without a cast, and not only to ask whether it is null. */
    boolean usesUncast(String column) {
        return Pattern.compile("(?i)(?<!\\bcast ?\\( ?|\\bas )\\b" + column + "\\b(?! is\\b| ?\\()")
                .matcher(LITERAL.matcher(text).replaceAll("''"))
                .find();
    }

    /** Whether it has an operator of arithmetic. */
    boolean calculates() {
        return LITERAL.matcher(text)
                .replaceAll("''")
                .replaceAll("(?<![\\w.')] ?)[-+](?=[0-9])", "")
                .matches(".*[-+*/%].*");
    }

    /** What must be columns. */
    Set<String> names() {
        return names;
    }
}
