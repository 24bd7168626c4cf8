package dev.aegis.migrations.generate;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.DatabaseUrl;
import dev.aegis.db.testing.ScratchDatabase;
import dev.aegis.db.testing.TestEngine;

/** Where tests take the databases that a file is tried on. */
final class ScratchServers {
    private ScratchServers() {}

    static ScratchDatabases.Scratch open(DatabaseEngine engine) {
        ScratchDatabase database = ScratchDatabase.open(TestEngine.valueOf(engine.name()));
        return new ScratchDatabases.Scratch() {
            @Override
            public DatabaseUrl url() {
                return DatabaseUrl.parse(database.url());
            }

            @Override
            public void close() {
                database.close();
            }
        };
    }
}
