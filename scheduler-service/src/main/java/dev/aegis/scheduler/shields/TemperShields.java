package dev.aegis.scheduler.shields;

import dev.aegis.db.Database;
import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.Transaction;
import dev.aegis.db.TransactionOptions;
import dev.aegis.scheduler.JobBody;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Tempers the shields that were forged since: takes events that wait and, in the same transaction, sets when the shield was
 * tempered and that the event is processed. An event has one effect, whoever dies when: both are committed, or neither.
 */
public final class TemperShields implements JobBody {
    private static final int BATCH = 100;
    // Deleting a shield locks it and its events in the other order.
    private static final TransactionOptions OPTIONS =
            TransactionOptions.named("temper shields").withRetries(5);

    private final Database database;

    public TemperShields(Database database) {
        this.database = database;
    }

    @Override
    public void run(BooleanSupplier stopping) {
        int taken;
        do {
            taken = database.inTransaction(OPTIONS, this::temperBatch);
        } while (taken == BATCH && !stopping.getAsBoolean());
    }

    private int temperBatch(Transaction tx) {
        TemperingDao tempering = tx.dao(TemperingDao.class);
        // On SQLite a transaction that writes is alone.
        List<WaitingEvent> events = database.engine() == DatabaseEngine.POSTGRESQL
                ? tempering.lockWaiting(BATCH)
                : tempering.waiting(BATCH);
        for (WaitingEvent event : events) {
            tempering.temper(event.shieldId());
            if (!tempering.markProcessed(event.id())) {
                throw new IllegalStateException("forge event " + event.id() + " was processed by somebody else");
            }
        }
        return events.size();
    }
}
