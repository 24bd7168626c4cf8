package dev.aegis.migrations.sql;

import dev.aegis.db.DatabaseEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Cuts a script into statements, where the engine itself would: at semicolons outside of quotes and comments, and not
 * inside of the body of a trigger (SQLite) or of a routine (PostgreSQL).
 */
public final class SqlScript {
    private final DatabaseEngine engine;
    private final List<SqlToken> current = new ArrayList<>();
    private final List<List<SqlToken>> statements = new ArrayList<>();
    private int routineDepth;
    private int parentheses;

    private SqlScript(DatabaseEngine engine) {
        this.engine = engine;
    }

    /**
     * The statements as they stand, without the semicolons between them; empty ones are left out.
     *
     * @throws UnreadableSqlException if a quote or a comment does not end
     */
    public static List<String> statements(String script, DatabaseEngine engine) {
        SqlScript cutter = new SqlScript(engine);
        for (SqlToken token : SqlLexer.tokens(script, engine)) {
            if (token.kind() == SqlToken.Kind.UNENDED) {
                throw new UnreadableSqlException(token.text());
            }
            cutter.add(token);
        }
        cutter.end();
        return cutter.statements.stream()
                .map(statement -> script.substring(
                        statement.get(0).start(),
                        statement.get(statement.size() - 1).end()))
                .toList();
    }

    /**
     * What an engine would not execute of a text, or would execute besides its first statement. SQLite's driver runs the
     * first statement of a text and ignores the rest without an error.
     *
     * @throws UnreadableSqlException if the text is not exactly one statement
     */
    public static void requireOne(String sql, DatabaseEngine engine) {
        if (sql.indexOf('\0') >= 0) {
            throw new UnreadableSqlException("a NUL character, where an engine takes the text to end");
        }
        int count = statements(sql, engine).size();
        if (count != 1) {
            throw new UnreadableSqlException(count + " statements where one is expected");
        }
    }

    private void add(SqlToken token) {
        if (token.is(";") && !isInBody()) {
            end();
            return;
        }
        current.add(token);
        parentheses += token.is("(") ? 1 : token.is(")") ? -1 : 0;
        routineDepth += routineDepthChange();
    }

    private void end() {
        if (!current.isEmpty()) {
            statements.add(List.copyOf(current));
            current.clear();
        }
        routineDepth = 0;
        parentheses = 0;
    }

    private boolean isInBody() {
        return switch (engine) {
            case POSTGRESQL -> routineDepth > 0 || parentheses > 0;
            case SQLITE -> isTrigger() && !endsTrigger();
        };
    }

    private boolean isTrigger() {
        int kind = current.size() > 1
                        && Set.of("temp", "temporary").contains(current.get(1).text())
                ? 2
                : 1;
        return current.size() > kind
                && current.get(0).is("create")
                && current.get(kind).is("trigger");
    }

    /** By the rule of sqlite3_complete(): {@code ; end ;} and nothing else. */
    private boolean endsTrigger() {
        int size = current.size();
        return size > 1
                && current.get(size - 1).is("end")
                && current.get(size - 2).is(";");
    }

    /** The body of a routine in standard SQL, BEGIN ATOMIC … END, has semicolons of its own. */
    private int routineDepthChange() {
        SqlToken last = current.get(current.size() - 1);
        if (last.is("atomic") && current.size() > 1) {
            return current.get(current.size() - 2).is("begin") ? 1 : 0;
        }
        if (routineDepth > 0 && last.is("case")) {
            return 1;
        }
        return routineDepth > 0 && last.is("end") ? -1 : 0;
    }
}
