package dev.aegis.db.schema;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.testing.DatabasePreparation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import java.util.List;

/** The tables of annotated records, for tests that know no changelog. */
public abstract class ModelTables implements DatabasePreparation {
    private final List<Class<? extends Record>> records;

    protected ModelTables(List<Class<? extends Record>> records) {
        this.records = records;
    }

    @Override
    public void prepare(TestDatabase database) {
        SchemaDdl.create(RecordSchema.of(records), engine(database)).forEach(database::execute);
    }

    /** The engine of a test, as the component calls it. */
    static DatabaseEngine engine(TestDatabase database) {
        return database.engine() == TestEngine.SQLITE ? DatabaseEngine.SQLITE : DatabaseEngine.POSTGRESQL;
    }
}
