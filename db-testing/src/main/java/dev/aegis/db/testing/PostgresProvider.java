package dev.aegis.db.testing;

import java.util.Optional;

/** One way to come by a PostgreSQL server. */
interface PostgresProvider {

    /**
     * The server, started if need be; empty if this way is not open here.
     *
     * @throws TestDatabaseException if this way was asked for and does not work
     */
    Optional<PostgresServer> start();
}
