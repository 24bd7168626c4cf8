package dev.aegis.migrations;

import dev.aegis.db.DatabaseUrl;
import dev.aegis.db.testing.TestDatabase;

/** Migrators of the database of a test. */
final class TestMigrators {
    static final String SETTING = "DATABASE_URL";

    private TestMigrators() {}

    static Migrator latest(TestDatabase test) {
        return Migrator.of(SETTING, DatabaseUrl.parse(test.url()));
    }

    static Migrator with(String changelog, TestDatabase test) {
        return with(changelog, test.url());
    }

    static Migrator with(String changelog, String url) {
        return new Migrator(SETTING, DatabaseUrl.parse(url), changelog(changelog));
    }

    /** One of the changelogs in {@code src/test/resources/test-changelogs}, not parsed yet. */
    static Changelog changelog(String name) {
        return new Changelog("test-changelogs/" + name + ".yaml");
    }
}
