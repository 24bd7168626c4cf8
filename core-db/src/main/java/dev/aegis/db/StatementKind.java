package dev.aegis.db;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a statement does to its transaction and session, as far as its first words tell. */
enum StatementKind {
    ORDINARY,
    TRANSACTION_CONTROL,
    CHANGES_SESSION;

    private static final Set<String> CONTROL =
            Set.of("begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release");
    /** What {@code set_config} sets for the transaction alone, as is done for row-level security. */
    private static final Pattern LOCAL_SET_CONFIG =
            Pattern.compile("set_config\\s*\\([^()]*,\\s*true\\s*\\)", Pattern.CASE_INSENSITIVE);

    private static final Pattern SESSION_FUNCTION =
            Pattern.compile("advisory_lock|set_config", Pattern.CASE_INSENSITIVE);

    private static final Pattern SETS_TRANSACTION = Pattern.compile(
            "set\\s+((session|local)\\s+)?transaction(_read_only|_isolation|_deferrable)?\\b",
            Pattern.CASE_INSENSITIVE);

    /** Their bodies hold statements of their own. */
    private static final Pattern CREATES_ROUTINE = Pattern.compile(
            "create\\s+(or\\s+replace\\s+)?(temp\\w*\\s+)?(constraint\\s+)?(trigger|function|procedure)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Set<String> SESSION =
            Set.of("reset", "listen", "unlisten", "load", "discard", "prepare", "deallocate", "attach", "detach");

    private static final Pattern DOLLAR_QUOTE = Pattern.compile("\\$([A-Za-z_]\\w*)?\\$");

    /** SQLite pragmas with an argument that only look. */
    private static final Set<String> LOOKING_PRAGMAS = Set.of(
            "foreign_key_check",
            "foreign_key_list",
            "index_info",
            "index_list",
            "index_xinfo",
            "integrity_check",
            "optimize",
            "quick_check",
            "table_info",
            "table_list",
            "table_xinfo",
            "wal_checkpoint");

    /** The kind of a statement; of several in one string, the one that matters most. */
    static StatementKind of(String sql, DatabaseEngine engine) {
        StatementKind kind = ORDINARY;
        int start = skipBlanksAndComments(sql, 0);
        while (start < sql.length() && kind != TRANSACTION_CONTROL) {
            StatementKind next = ofOne(sql, start, engine);
            kind = next == ORDINARY ? kind : next;
            start = skipBlanksAndComments(sql, endOfStatement(sql, start));
        }
        return kind;
    }

    private static StatementKind ofOne(String sql, int start, DatabaseEngine engine) {
        String first = word(sql, start);
        if (CONTROL.contains(first)) {
            return TRANSACTION_CONTROL;
        }
        if (SESSION.contains(first) || createsTemporary(sql, start, first)) {
            return CHANGES_SESSION;
        }
        return switch (first) {
            case "set" -> ofSet(sql, start);
            case "pragma" -> ofPragma(sql, start);
            // Session-level locks and settings are taken by functions. The transaction-level ones are named otherwise.
            case "select", "with", "call" ->
                engine == DatabaseEngine.POSTGRESQL && callsSessionFunction(sql) ? CHANGES_SESSION : ORDINARY;
            default -> ORDINARY;
        };
    }

    private static boolean callsSessionFunction(String sql) {
        return SESSION_FUNCTION.matcher(sql).find()
                && SESSION_FUNCTION
                        .matcher(LOCAL_SET_CONFIG.matcher(sql).replaceAll(""))
                        .find();
    }

    /** Behind the semicolon that ends the statement, or the end of the text. */
    private static int endOfStatement(String sql, int start) {
        if (sql.indexOf(';', start) < 0
                || CREATES_ROUTINE.matcher(sql).region(start, sql.length()).lookingAt()) {
            return sql.length();
        }
        int i = start;
        while (i < sql.length() && sql.charAt(i) != ';') {
            int next = skipBlanksAndComments(sql, i);
            i = next > i ? next : skipQuoted(sql, i);
        }
        return i;
    }

    /** Behind the quoted text that begins here, or behind the one character that is not quoted. */
    private static int skipQuoted(String sql, int start) {
        char quote = sql.charAt(start);
        if (quote == '$') {
            Matcher tag = DOLLAR_QUOTE.matcher(sql).region(start, sql.length());
            return tag.lookingAt() ? behind(sql, tag.group(), tag.end()) : start + 1;
        }
        return quote == '\'' || quote == '"' ? behind(sql, String.valueOf(quote), start + 1) : start + 1;
    }

    private static int behind(String sql, String closing, int from) {
        int close = sql.indexOf(closing, from);
        return close < 0 ? sql.length() : close + closing.length();
    }

    private static boolean createsTemporary(String sql, int start, String first) {
        return first.equals("create") && secondWord(sql, start).startsWith("temp");
    }

    /** {@code SET TRANSACTION} is control; {@code SET LOCAL} and {@code SET CONSTRAINTS} end with the transaction. */
    private static StatementKind ofSet(String sql, int start) {
        if (SETS_TRANSACTION.matcher(sql).region(start, sql.length()).lookingAt()) {
            return TRANSACTION_CONTROL;
        }
        return switch (secondWord(sql, start)) {
            case "transaction" -> TRANSACTION_CONTROL;
            case "local", "constraints" -> ORDINARY;
            default -> CHANGES_SESSION;
        };
    }

    /** {@code query_only} is how a read forbids writing. */
    private static StatementKind ofPragma(String sql, int start) {
        boolean hasArgument = sql.indexOf('=', start) >= 0 || sql.indexOf('(', start) >= 0;
        String name = secondWord(sql, start);
        if (!hasArgument || LOOKING_PRAGMAS.contains(name)) {
            return ORDINARY;
        }
        return name.equals("query_only") ? TRANSACTION_CONTROL : CHANGES_SESSION;
    }

    private static String secondWord(String sql, int start) {
        int end = start + word(sql, start).length();
        return word(sql, skipBlanksAndComments(sql, end));
    }

    private static String word(String sql, int start) {
        int end = start;
        while (end < sql.length() && (Character.isLetter(sql.charAt(end)) || sql.charAt(end) == '_')) {
            end++;
        }
        return sql.substring(start, end).toLowerCase(Locale.ROOT);
    }

    private static int skipBlanksAndComments(String sql, int from) {
        int i = from;
        while (i < sql.length()) {
            if (Character.isWhitespace(sql.charAt(i)) || sql.charAt(i) == ';') {
                i++;
            } else if (sql.startsWith("--", i)) {
                int newline = sql.indexOf('\n', i);
                i = newline < 0 ? sql.length() : newline + 1;
            } else if (sql.startsWith("/*", i)) {
                int close = sql.indexOf("*/", i + 2);
                i = close < 0 ? sql.length() : close + 2;
            } else {
                break;
            }
        }
        return i;
    }
}
