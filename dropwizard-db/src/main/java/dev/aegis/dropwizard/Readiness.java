package dev.aegis.dropwizard;

import dev.aegis.db.Database;
import dev.aegis.db.DatabaseException;
import dev.aegis.db.TransactionOptions;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the service can do its work, asked on the road that the work takes: for all of it the primary, which has to take
 * writes, and for reads alone wherever reads go. The schema there has to have all that the program needs. Thread-safe.
 */
final class Readiness implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
    private static final Duration LONGEST_CHECK = Duration.ofSeconds(2);
    private static final TransactionOptions OPTIONS =
            TransactionOptions.named("readiness").withTimeout(LONGEST_CHECK);
    private static final TransactionOptions AT_START = TransactionOptions.named("schema at start")
            .withTimeout(Duration.ofMinutes(1))
            .onPrimary();

    private final Database database;
    private final SchemaProbe schema;
    private final boolean writes;
    private final SharedLook<Answer> checks;

    private Readiness(Database database, SchemaProbe schema, boolean writes) {
        this.database = database;
        this.schema = schema;
        this.writes = writes;
        this.checks = new SharedLook<>(writes ? "readiness" : "readiness-of-reads", LONGEST_CHECK, this::look);
    }

    /** For all work. */
    static Readiness forWrites(Database database, SchemaProbe schema) {
        return new Readiness(database, schema, true);
    }

    /** For reads alone. */
    static Readiness forReads(Database database, SchemaProbe schema) {
        return new Readiness(database, schema, false);
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

    /** Begins a check unless there is a fresh answer, and does not wait for it. */
    void begin() {
        checks.begin();
    }

    /** The latest answer, or else that of a new check, for which it waits two seconds at most. */
    Answer answer() {
        return checks.answer()
                .orElseGet(() ->
                        new Answer(Thread.currentThread().isInterrupted() ? "stopping" : "database does not answer"));
    }

    private Answer look() {
        try {
            SchemaState state = check();
            int pending = state.pending().size();
            return switch (pending) {
                case 0 -> new Answer(null);
                case 1 -> new Answer("1 changeset pending", pending);
                default -> new Answer(pending + " changesets pending", pending);
            };
        } catch (DatabaseException.PoolExhausted e) {
            return unready("connection pool exhausted", e);
        } catch (DatabaseException.ReadOnly e) {
            return unready("database is read-only", e);
        } catch (DatabaseException e) {
            return unready("database unavailable", e);
        } catch (Exception e) {
            LOG.error("The readiness check failed", e);
            return new Answer("check failed");
        }
    }

    @Override
    public void stop() {
        checks.stop();
    }

    private SchemaState check() throws Exception {
        return database.read(writes ? OPTIONS.onPrimary() : OPTIONS, tx -> {
            if (writes) {
                database.ping();
            }
            return schema.read(tx.handle().getConnection());
        });
    }

    /** The schema where writes go, read now, whether the database takes them or not. */
    SchemaState schema() throws Exception {
        return database.read(OPTIONS.onPrimary(), tx -> schema.read(tx.handle().getConnection()));
    }

    /**
     * The schema as writes meet it, read with patience: the first time a process also reads its own changelog, for seconds
     * if need be.
     */
    static SchemaState schemaAtStart(Database database, SchemaProbe schema) throws Exception {
        return database.read(AT_START, tx -> schema.read(tx.handle().getConnection()));
    }

    private static Answer unready(String reason, DatabaseException error) {
        LOG.debug("Not ready: {}", reason, error);
        return new Answer(reason);
    }
}
