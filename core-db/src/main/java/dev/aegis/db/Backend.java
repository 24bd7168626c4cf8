package dev.aegis.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** One way to come by connections: owned ones on SQLite, a pool on PostgreSQL, or somebody else's data source. */
interface Backend extends AutoCloseable {

    DatabaseEngine engine();

    /**
     * Takes a connection and begins a transaction on it, waiting no longer than the acquire timeout.
     *
     * @throws DatabaseException if there is no connection to be had
     */
    Session begin(Access access, TransactionOptions options);

    /**
     * Takes a connection on which each statement commits by itself, waiting no longer than the acquire timeout. Closing
     * it gives it back.
     *
     * @throws DatabaseException if there is no connection to be had
     */
    Connection autoCommitConnection();

    /**
     * Refuses a statement that would change the session, where sessions are shared in the middle of their lives.
     *
     * @throws SQLException with the remedy
     */
    default void requireSessionOfItsOwn(String sql) throws SQLException {}

    /** The connections in use and at rest, now; without those to a replica. */
    PoolUsage poolUsage();

    /** The connections to the replica; empty when there is none. */
    default Optional<PoolUsage> replicaUsage() {
        return Optional.empty();
    }

    /** Settings that only the owner of the connections knows, as the engine reported them; they complete the facts. */
    Map<String, String> settings();

    /** Closes every connection; there are no transactions under way, except those that took too long. Idempotent. */
    @Override
    void close();

    /** What a transaction may do. */
    enum Access {
        READ,
        WRITE
    }
}
