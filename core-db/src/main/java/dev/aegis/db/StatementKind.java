package dev.aegis.db;

import java.util.Locale;
import java.util.Set;

/** What a statement does to its transaction and session, as far as its first words tell. */
enum StatementKind {
    ORDINARY,
    TRANSACTION_CONTROL,
    CHANGES_SESSION;

    private static final Set<String> CONTROL =
            Set.of("begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release");
    private static final Set<String> SESSION =
            Set.of("reset", "listen", "unlisten", "load", "discard", "prepare", "deallocate", "attach", "detach");

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

    static StatementKind of(String sql, DatabaseEngine engine) {
        int start = skipBlanksAndComments(sql, 0);
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
                engine == DatabaseEngine.POSTGRESQL && (sql.contains("advisory_lock") || sql.contains("set_config"))
                        ? CHANGES_SESSION
                        : ORDINARY;
            default -> ORDINARY;
        };
    }

    private static boolean createsTemporary(String sql, int start, String first) {
        return first.equals("create") && secondWord(sql, start).startsWith("temp");
    }

    /** {@code SET TRANSACTION} is control; {@code SET LOCAL} and {@code SET CONSTRAINTS} end with the transaction. */
    private static StatementKind ofSet(String sql, int start) {
        return switch (secondWord(sql, start)) {
            case "transaction" -> TRANSACTION_CONTROL;
            case "local", "constraints" -> ORDINARY;
            default -> CHANGES_SESSION;
        };
    }

    private static StatementKind ofPragma(String sql, int start) {
        boolean hasArgument = sql.indexOf('=', start) >= 0 || sql.indexOf('(', start) >= 0;
        return hasArgument && !LOOKING_PRAGMAS.contains(secondWord(sql, start)) ? CHANGES_SESSION : ORDINARY;
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
