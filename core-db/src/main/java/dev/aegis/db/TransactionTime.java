package dev.aegis.db;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.JdbiConfig;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementContextListener;

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

    static StatementContextListener binder() {
        return new StatementContextListener() {
            @Override
            public void contextCreated(StatementContext context) {
                context.getBinding()
                        .addNamedArgumentFinder(
                                (name, ctx) -> name.equals(NAME) ? Optional.of(argument(ctx)) : Optional.empty());
            }
        };
    }

    private static Argument argument(StatementContext context) {
        return context.findArgumentFor(Instant.class, context.getConfig(TransactionTime.class).now)
                .orElseThrow();
    }
}
