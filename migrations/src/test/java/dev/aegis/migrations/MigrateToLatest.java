package dev.aegis.migrations;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.DatabaseUrl;
import dev.aegis.db.testing.DatabasePreparation;
import dev.aegis.db.testing.TestDatabase;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gives tests the schema of the changelog: {@code @DatabaseTest(prepare = MigrateToLatest.class)}. */
public final class MigrateToLatest implements DatabasePreparation {

    @Override
    public void prepare(TestDatabase database) {
        Migrator.of("the URL of the test's database", DatabaseUrl.parse(database.url()))
                .migrate();
    }

    /** The checksums of all changesets: another changelog is another schema. */
    @Override
    public String fingerprint() {
        return Stream.of(DatabaseEngine.values())
                .flatMap(engine -> Changelog.OWN.entries(engine).stream())
                .map(entry -> entry.changeset().id() + "=" + entry.checksum())
                .collect(Collectors.joining(",", getClass().getName() + ":", ""));
    }
}
