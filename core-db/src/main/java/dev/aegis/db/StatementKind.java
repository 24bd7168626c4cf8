package dev.aegis.db;

import dev.aegis.db.SqlTokens.Token;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a statement does to its transaction and session, as far as its text tells. What a function hides is not seen:
 * whether the transaction has ended is asked of the engine, too ({@link Session#endedByStatement}), and {@link
 * DatabaseConfig#resetSessions} is for functions that change the session.
 */
enum StatementKind {
    ORDINARY,
    /** Something of it may outlive the transaction. */
    CHANGES_SESSION,
    TRANSACTION_CONTROL;

    private static final Set<String> CONTROL =
            Set.of("begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release");

    private static final Set<String> SESSION = Set.of(
            "attach",
            "call",
            "deallocate",
            "detach",
            "discard",
            "do",
            "listen",
            "load",
            "prepare",
            "reset",
            "set",
            "unlisten");

    /** Settings of the transaction itself, whose change would loosen what it was begun with. */
    private static final Set<String> TRANSACTION_SETTINGS =
            Set.of("transaction_read_only", "transaction_isolation", "transaction_deferrable");

    private static final Set<String> SESSION_FUNCTIONS = Set.of(
            "dblink_connect", "dblink_connect_u", "pg_replication_origin_session_setup", "set_config", "setseed");

    private static final Set<String> ROUTINES = Set.of("trigger", "function", "procedure");

    /** What may stand between CREATE and the kind of object. */
    private static final Set<String> BEFORE_TEMPORARY = Set.of("create", "replace", "local", "global", "into");

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

    /** Programs have few statements; those with values in their text come and go, and scripts run once. */
    private static final int REMEMBERED = 1_000;

    private static final int LONGEST_REMEMBERED = 10_000;

    private static final Map<DatabaseEngine, Map<String, StatementKind>> KNOWN = Map.of(
            DatabaseEngine.SQLITE, new ConcurrentHashMap<>(), DatabaseEngine.POSTGRESQL, new ConcurrentHashMap<>());

    /** The kind of a statement; of several in one string, the one that matters most. */
    static StatementKind of(String sql, DatabaseEngine engine) {
        if (sql.length() > LONGEST_REMEMBERED) {
            return read(sql, engine);
        }
        Map<String, StatementKind> known = KNOWN.getOrDefault(engine, Map.of());
        StatementKind kind = known.get(sql);
        if (kind == null) {
            kind = read(sql, engine);
            if (known.size() >= REMEMBERED) {
                known.clear();
            }
            known.put(sql, kind);
        }
        return kind;
    }

    private static StatementKind read(String sql, DatabaseEngine engine) {
        List<Token> tokens = SqlTokens.of(sql, engine);
        StatementKind kind = ORDINARY;
        int start = 0;
        while (start < tokens.size()) {
            int end = endOfStatement(tokens, start);
            StatementKind next = new Statement(tokens.subList(start, end), engine).kind();
            kind = next.compareTo(kind) > 0 ? next : kind;
            start = end + 1;
        }
        return kind;
    }

    /** The semicolon that ends the statement, or the end of the text: bodies of routines hold semicolons of their own. */
    private static int endOfStatement(List<Token> tokens, int start) {
        int end = start;
        boolean creates = tokens.get(start).isWord("create");
        boolean isRoutine = false;
        while (end < tokens.size() && (isRoutine || !tokens.get(end).isSymbol(';'))) {
            Token token = tokens.get(end);
            isRoutine |= creates
                    && end - start <= 4
                    && token.type() == SqlTokens.Type.WORD
                    && ROUTINES.contains(token.text());
            end++;
        }
        return end;
    }

    /** One statement. */
    private record Statement(List<Token> tokens, DatabaseEngine engine) {

        StatementKind kind() {
            int first = first();
            if (first == tokens.size()) {
                return ORDINARY;
            }
            Token token = tokens.get(first);
            String word = token.type() == SqlTokens.Type.WORD ? token.text() : "";
            if (CONTROL.contains(word) || (word.equals("prepare") && isWord(first + 1, "transaction"))) {
                return TRANSACTION_CONTROL;
            }
            StatementKind kind = SESSION.contains(word) ? CHANGES_SESSION : ORDINARY;
            if (word.equals("set") || word.equals("reset")) {
                kind = ofSetting(first);
            } else if (word.equals("pragma")) {
                kind = ofPragma(first + 1);
            }
            return kind == ORDINARY && leavesSomething(word) ? CHANGES_SESSION : kind;
        }

        /** Behind JDBC's own escapes, parentheses, and EXPLAIN, which SQLite follows by running a pragma all the same. */
        private int first() {
            int i = 0;
            while (i < tokens.size()
                    && (tokens.get(i).type() == SqlTokens.Type.SYMBOL
                            || tokens.get(i).isWord("explain")
                            || (i > 0 && (isWord(i, "query") || isWord(i, "plan"))))) {
                i++;
            }
            return i;
        }

        /** What SET LOCAL and SET CONSTRAINTS set ends with the transaction. */
        private StatementKind ofSetting(int first) {
            boolean local = isWord(first + 1, "local");
            int name = local || isWord(first + 1, "session") ? first + 2 : first + 1;
            if (isWord(name, "transaction")
                    || (name < tokens.size()
                            && TRANSACTION_SETTINGS.contains(tokens.get(name).text()))) {
                return TRANSACTION_CONTROL;
            }
            boolean ends = tokens.get(first).isWord("set") && (local || isWord(first + 1, "constraints"));
            return ends ? ORDINARY : CHANGES_SESSION;
        }

        /** {@code query_only} is how a read forbids writing. */
        private StatementKind ofPragma(int start) {
            int name = start + 1 < tokens.size() && tokens.get(start + 1).isSymbol('.') ? start + 2 : start;
            boolean hasArgument = name + 1 < tokens.size()
                    && (tokens.get(name + 1).isSymbol('=')
                            || tokens.get(name + 1).isSymbol('('));
            String pragma = name < tokens.size() ? tokens.get(name).text() : "";
            if (!hasArgument || LOOKING_PRAGMAS.contains(pragma)) {
                return ORDINARY;
            }
            return pragma.equals("query_only") ? TRANSACTION_CONTROL : CHANGES_SESSION;
        }

        private boolean leavesSomething(String first) {
            for (int i = 0; i < tokens.size(); i++) {
                boolean leaves = engine == DatabaseEngine.POSTGRESQL ? leavesOnPostgres(i) : leavesOnSqlite(first, i);
                if (leaves) {
                    return true;
                }
            }
            return false;
        }

        private boolean leavesOnPostgres(int i) {
            Token token = tokens.get(i);
            return switch (token.type()) {
                case STRING, SYMBOL -> false;
                case ESCAPED_NAME -> true;
                case WORD, QUOTED_NAME ->
                    makesTemporary(i)
                            || token.text().startsWith("pg_temp")
                            || token.text().contains("advisory_lock")
                            || (token.isWord("with") && isWord(i + 1, "hold"))
                            || (SESSION_FUNCTIONS.contains(token.text()) && !isLocalSetConfig(i));
            };
        }

        /** The schema of temporary objects can be named, too, in any quotes. */
        private boolean leavesOnSqlite(String first, int i) {
            return first.equals("create")
                    && (makesTemporary(i)
                            || (tokens.get(i).isName("temp")
                                    && i + 1 < tokens.size()
                                    && tokens.get(i + 1).isSymbol('.')));
        }

        /** A table may have the name: INSERT INTO temp. */
        private boolean makesTemporary(int i) {
            return (isWord(i, "temp") || isWord(i, "temporary"))
                    && i > 0
                    && tokens.get(i - 1).type() == SqlTokens.Type.WORD
                    && BEFORE_TEMPORARY.contains(tokens.get(i - 1).text())
                    && !(i > 1 && (isWord(i - 2, "insert") || isWord(i - 2, "merge")));
        }

        /** What {@code set_config} sets for the transaction alone, as is done for row-level security. */
        private boolean isLocalSetConfig(int i) {
            if (!tokens.get(i).text().equals("set_config")) {
                return false;
            }
            int depth = 0;
            for (int j = i + 1; j < tokens.size(); j++) {
                Token token = tokens.get(j);
                if (token.isSymbol('(')) {
                    depth++;
                } else if (token.isSymbol(')')) {
                    depth--;
                    if (depth == 0) {
                        return tokens.get(j - 1).isWord("true")
                                && tokens.get(j - 2).isSymbol(',');
                    }
                }
            }
            return false;
        }

        private boolean isWord(int i, String word) {
            return i < tokens.size() && tokens.get(i).isWord(word);
        }
    }
}
