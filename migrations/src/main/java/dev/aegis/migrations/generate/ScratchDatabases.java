package dev.aegis.migrations.generate;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.DatabaseUrl;

/** Where a migration can be tried before it is written. Thread-safe: the engines are asked at the same time. */
public interface ScratchDatabases {
    /**
     * An empty database.
     *
     * @throws RuntimeException if the engine cannot be had; it reaches the caller of the generator unchanged
     */
    Scratch open(DatabaseEngine engine);

    /** A database that is removed when it is closed. */
    interface Scratch extends AutoCloseable {
        /** Its address. */
        DatabaseUrl url();

        @Override
        void close();
    }
}
