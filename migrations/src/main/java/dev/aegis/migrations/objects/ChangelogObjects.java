package dev.aegis.migrations.objects;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.migrations.ChangelogSql;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a changelog leaves on each engine beside what a record can describe. */
public final class ChangelogObjects {
    private final Map<DatabaseEngine, EngineObjects> engines = new EnumMap<>(DatabaseEngine.class);

    private ChangelogObjects() {
        for (DatabaseEngine engine : DatabaseEngine.values()) {
            engines.put(engine, new EngineObjects(engine));
        }
    }

    /** Adds up the steps. What is not understood is passed over. */
    public static ChangelogObjects of(List<ChangelogSql.Step> steps) {
        ChangelogObjects objects = new ChangelogObjects();
        steps.forEach(objects::apply);
        return objects;
    }

    /** What a CREATE TABLE says that no record can. */
    public static List<SideObject> ofTable(DatabaseEngine engine, String createTable) {
        EngineObjects objects = new EngineObjects(engine);
        objects.apply(createTable);
        return objects.all();
    }

    private void apply(ChangelogSql.Step step) {
        engines.forEach((engine, objects) -> {
            if (step.engines().contains(engine)) {
                step.statements().forEach(objects::apply);
            }
        });
    }

    /** All on this engine, in the order in which they were created; indexes over plain columns are among them. */
    public List<SideObject> on(DatabaseEngine engine) {
        EngineObjects objects = engines.get(engine);
        return objects == null ? List.of() : objects.all();
    }

    /** Those on this engine that no record could describe. */
    public List<SideObject> beyondModels(DatabaseEngine engine) {
        EngineObjects objects = engines.get(engine);
        return objects == null ? List.of() : objects.beyondModels();
    }
}
