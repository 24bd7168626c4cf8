package dev.aegis.scheduler;

import com.github.kagkarlsson.scheduler.Clock;
import dev.aegis.db.Database;
import dev.aegis.db.TransactionOptions;
import dev.aegis.jobs.DatabaseTime;
import java.time.Instant;

/**
 * The database's clock, asked now and then and continued in between by a timer that nobody can set: schedulers on hosts
 * whose clocks differ agree on what is due and who is dead. Thread-safe.
 */
final class DatabaseClock implements Clock {
    private static final TransactionOptions OPTIONS = TransactionOptions.named("read clock");

    private final Database database;
    private volatile Reading reading;

    /** Asks the database. */
    DatabaseClock(Database database) {
        this.database = database;
        this.reading = read(database);
    }

    private record Reading(Instant instant, long nanoTime) {}

    /** Asks the database again: the two clocks drift apart, and a sleeping host stops only one of them. */
    void adjust() {
        reading = read(database);
    }

    @Override
    public Instant now() {
        Reading latest = reading;
        return latest.instant().plusNanos(System.nanoTime() - latest.nanoTime());
    }

    private static Reading read(Database database) {
        // Not a read, which may go to a replica with a clock of its own.
        return database.inTransaction(
                OPTIONS, tx -> new Reading(DatabaseTime.now(database.engine(), tx), System.nanoTime()));
    }
}
