package dev.aegis.dropwizard;

import dev.aegis.db.Database;
import dev.aegis.db.DatabaseException;
import dev.aegis.db.TransactionOptions;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the service can do its work: the database answers, and its schema has all that the program needs. However many
 * ask, at most one check is under way, and its result is good for a second: probes cannot use up the pool. Thread-safe.
 */
final class Readiness implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
    private static final Duration GOOD_FOR = Duration.ofSeconds(1);
    private static final Duration LONGEST_CHECK = Duration.ofSeconds(2);
    private static final TransactionOptions OPTIONS =
            TransactionOptions.named("readiness").withTimeout(LONGEST_CHECK);
    private static final TransactionOptions AT_START =
            TransactionOptions.named("schema at start").withTimeout(Duration.ofMinutes(1));

    /** One thread, so that a check that hangs is not joined by others. */
    private final ExecutorService checker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "readiness");
        thread.setDaemon(true);
        return thread;
    });

    private final Database database;
    private final SchemaProbe schema;
    private @Nullable Check latest;

    Readiness(Database database, SchemaProbe schema) {
        this.database = database;
        this.schema = schema;
    }

    /**
     * What a check found.
     *
     * @param reason why the service is not ready, in few words without details of the database; null when it is
     * @param pending how many changesets the database lacks, as far as it could be asked
     */
    record Answer(@Nullable String reason, int pending) {
        Answer(@Nullable String reason) {
            this(reason, 0);
        }

        boolean isSchemaBehind() {
            return pending > 0;
        }

        boolean isReady() {
            return reason == null;
        }
    }

    /** The latest answer, or else that of a new check, for which it waits two seconds at most. */
    Answer answer() {
        Check check = check();
        long left = LONGEST_CHECK.toNanos() - (System.nanoTime() - check.startedAt());
        try {
            return check.answer().get(Math.max(0, left), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return new Answer("database does not answer");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer("stopping");
        }
    }

    private synchronized Check check() {
        Check current = latest;
        if (current == null || current.isStale()) {
            current = new Check(System.nanoTime(), CompletableFuture.supplyAsync(this::look, checker));
            latest = current;
        }
        return current;
    }

    private Answer look() {
        try {
            SchemaState state = read();
            int pending = state.pending().size();
            return switch (pending) {
                case 0 -> new Answer(null);
                case 1 -> new Answer("1 changeset pending", pending);
                default -> new Answer(pending + " changesets pending", pending);
            };
        } catch (DatabaseException.PoolExhausted e) {
            return unready("connection pool exhausted", e);
        } catch (DatabaseException e) {
            return unready("database unavailable", e);
        } catch (Exception e) {
            LOG.error("The readiness check failed", e);
            return new Answer("check failed");
        }
    }

    @Override
    public void stop() {
        checker.shutdownNow();
    }

    /** The schema, read from the database now. */
    SchemaState read() throws Exception {
        return read(OPTIONS);
    }

    /** As {@link #read()}, with patience: the first time a process also reads its own changelog, for seconds if need be. */
    SchemaState readAtStart() throws Exception {
        return read(AT_START);
    }

    private SchemaState read(TransactionOptions options) throws Exception {
        return database.read(options, tx -> schema.read(tx.handle().getConnection()));
    }

    private static Answer unready(String reason, DatabaseException error) {
        LOG.debug("Not ready: {}", reason, error);
        return new Answer(reason);
    }

    private record Check(long startedAt, CompletableFuture<Answer> answer) {
        boolean isStale() {
            return answer.isDone() && System.nanoTime() - startedAt > GOOD_FOR.toNanos();
        }
    }
}
