package dev.aegis.migrations.objects;

import dev.aegis.migrations.sql.SqlLexer;
import dev.aegis.migrations.sql.SqlToken;
import java.util.ArrayList;
import java.util.List;

/** Cuts a script into its statements; the body of a trigger, or of a routine in standard SQL, stays whole. */
final class Script {
    private final String sql;
    private final List<String> statements = new ArrayList<>();
    private final List<SqlToken> current = new ArrayList<>();
    private int depth;

    private Script(String sql) {
        this.sql = sql;
    }

    static List<String> statements(String sql) {
        Script script = new Script(sql);
        SqlLexer.tokens(sql).forEach(script::add);
        script.end();
        return List.copyOf(script.statements);
    }

    private void add(SqlToken token) {
        if (token.is(";") && depth == 0) {
            end();
            return;
        }
        boolean opensBody = token.is("begin") && isInTrigger();
        boolean opensRoutine = token.is("atomic")
                && !current.isEmpty()
                && current.get(current.size() - 1).is("begin");
        if ((depth == 0 && (opensBody || opensRoutine)) || (depth > 0 && token.is("case"))) {
            depth++;
        } else if (depth > 0 && token.is("end")) {
            depth--;
        }
        current.add(token);
    }

    private boolean isInTrigger() {
        return current.size() > 1
                && current.get(0).is("create")
                && current.stream().limit(3).anyMatch(token -> token.is("trigger"));
    }

    private void end() {
        if (!current.isEmpty()) {
            statements.add(sql.substring(
                    current.get(0).start(), current.get(current.size() - 1).end()));
        }
        current.clear();
        depth = 0;
    }
}
