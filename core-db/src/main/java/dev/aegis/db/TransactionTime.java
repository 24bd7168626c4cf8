package dev.aegis.db;

import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.JdbiConfig;
import org.jdbi.v3.core.statement.ParsedSql;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;

/**
 * Binds {@code :now} in every statement of a transaction to the transaction's instant. It is JDBI configuration because
 * that is what JDBI carries from a handle to its statements.
 */
public final class TransactionTime implements JdbiConfig<TransactionTime> {
    private static final String NAME = "now";

    private Instant now;

    /** Called by JDBI. */
    public TransactionTime() {
        this(Instant.EPOCH);
    }

    private TransactionTime(Instant now) {
        this.now = now;
    }

    void set(Instant instant) {
        now = instant;
    }

    @Override
    public TransactionTime createCopy() {
        return new TransactionTime(now);
    }

    /** Adds the binding only where the SQL asks for it: JDBI refuses bindings that no parameter uses. */
    static StatementCustomizer binder() {
        return new StatementCustomizer() {
            @Override
            public void beforeBinding(PreparedStatement statement, StatementContext context) {
                ParsedSql sql = context.getParsedSql();
                if (sql != null && sql.getParameters().getParameterNames().contains(NAME)) {
                    context.getBinding()
                            .addNamedArgumentFinder(
                                    (name, ctx) -> name.equals(NAME) ? Optional.of(argument(ctx)) : Optional.empty());
                }
            }
        };
    }

    private static Argument argument(StatementContext context) {
        return context.findArgumentFor(Instant.class, context.getConfig(TransactionTime.class).now)
                .orElseThrow();
    }
}
