package dev.aegis.jobs;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.Transaction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The clock that all schedulers of one database agree on. */
public final class DatabaseTime {
    private DatabaseTime() {}

    /**
     * Now, to the microsecond: by the server's clock on PostgreSQL, by this host's on SQLite, which is the server there.
     */
    public static Instant now(DatabaseEngine engine, Transaction tx) {
        return engine == DatabaseEngine.POSTGRESQL
                ? tx.handle()
                        .createQuery("select clock_timestamp()")
                        .mapTo(Instant.class)
                        .one()
                : Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
