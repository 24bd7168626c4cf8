package dev.aegis.db.testing;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a statement is about, as far as its first words tell. */
enum SqlText {

    /** Begins or ends a transaction. */
    TRANSACTION_CONTROL,

    /** Sets a savepoint, or goes back to one. */
    SAVEPOINT_CONTROL,

    /** Waits for notifications. */
    LISTEN,

    /** Changes nothing, or at most a setting. No SQL of the test is known to be this by its words alone. */
    READ,

    /** Reads as a rule. Functions and {@code WITH} may write all the same: the engine knows. */
    QUERY,

    /** Anything else. */
    WRITE;

    private static final Pattern FIRST_WORDS = Pattern.compile(
            "(?s)\\A(?:\\s|;|\\(|--[^\\n]*(?:\\n|\\z)|/\\*.*?\\*/)*+(\\w+)(?:\\s+(\\w+))?(?:\\s+(\\w+))?");

    private static final Set<String> READING =
            Set.of("select", "with", "values", "table", "show", "explain", "pragma", "set", "reset", "fetch");

    static SqlText of(String sql) {
        Matcher words = FIRST_WORDS.matcher(sql);
        return words.find() ? of(word(words, 1), word(words, 2), word(words, 3)) : QUERY;
    }

    private static SqlText of(String first, String second, String third) {
        return switch (first) {
            case "begin", "start", "commit", "end", "abort" -> TRANSACTION_CONTROL;
            case "prepare" -> second.equals("transaction") ? TRANSACTION_CONTROL : WRITE;
            // ROLLBACK [WORK | TRANSACTION] TO …
            case "rollback" -> second.equals("to") || third.equals("to") ? SAVEPOINT_CONTROL : TRANSACTION_CONTROL;
            case "savepoint", "release" -> SAVEPOINT_CONTROL;
            case "listen" -> LISTEN;
            default -> READING.contains(first) ? QUERY : WRITE;
        };
    }

    private static String word(Matcher words, int group) {
        String word = words.group(group);
        return word == null ? "" : word.toLowerCase(Locale.ROOT);
    }
}
