package dev.aegis.cli;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.DatabaseUrl;
import dev.aegis.db.testing.ScratchDatabase;
import dev.aegis.db.testing.TestEngine;
import dev.aegis.migrations.generate.ScratchDatabases;

/**
 * A scratch database for one command.
 *
 * @param database which is removed with it
 */
record CommandScratch(ScratchDatabase database) implements ScratchDatabases.Scratch {

    static ScratchDatabases.Scratch open(DatabaseEngine engine) {
        return new CommandScratch(ScratchDatabase.open(
                switch (engine) {
                    case SQLITE -> TestEngine.SQLITE;
                    case POSTGRESQL -> TestEngine.POSTGRESQL;
                }));
    }

    @Override
    public DatabaseUrl url() {
        return DatabaseUrl.parse(database.url());
    }

    @Override
    public void close() {
        database.close();
    }
}
