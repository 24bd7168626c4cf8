package dev.aegis.jobs;

import dev.aegis.db.Database;
import dev.aegis.db.TransactionOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The schedulers of a database, by their heartbeats. Thread-safe. */
public final class SchedulerInstances {
    /** How long a dead scheduler is remembered. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private static final TransactionOptions BEAT = TransactionOptions.named("scheduler heartbeat");

    private final Database database;

    public SchedulerInstances(Database database) {
        this.database = database;
    }

    /** Records that a scheduler does its work, and forgets those that have been dead for long. */
    public void beat(String name, String service) {
        database.useTransaction(BEAT, tx -> {
            Instant now = DatabaseTime.now(database.engine(), tx);
            SchedulerInstanceDao instances = tx.dao(SchedulerInstanceDao.class);
            instances.beat(name, service, now);
            instances.forget(now.minus(REMEMBERED));
        });
    }

    /** Forgets a scheduler that has stopped in order. */
    public void stopped(String name) {
        database.useTransaction(BEAT, tx -> tx.dao(SchedulerInstanceDao.class).delete(name));
    }

    /** Those that run, and those that died lately. */
    public List<SchedulerInstance> all() {
        return database.read(TransactionOptions.named("schedulers").onPrimary(), tx -> {
            Instant now = DatabaseTime.now(database.engine(), tx);
            return tx.dao(SchedulerInstanceDao.class).all().stream()
                    .map(row -> row.at(now))
                    .toList();
        });
    }
}
