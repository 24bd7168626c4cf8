package dev.aegis.migrations.shields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestDatabaseException;
import dev.aegis.db.testing.TestEngine;
import dev.aegis.migrations.MigrateToLatest;
import dev.aegis.migrations.SchemaCatalogue;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** The tables of the example domain. */
@DatabaseTest(prepare = MigrateToLatest.class)
class ShieldsChangelogTest {

    @Test
    void shieldsHaveTheirDefaults(TestDatabase test) {
        String now = test.engine() == TestEngine.SQLITE ? "'2026-01-31T12:00:00.000000Z'" : "now()";

        test.execute("insert into shields (name, created_at) values ('Dragon Scale Shield', " + now + ")");

        assertThat(test.query("select defense_rating, material, enchantment, tempered_at from shields"))
                .singleElement(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("defense_rating", 10)
                .containsEntry("material", "iron")
                .containsEntry("enchantment", null)
                .containsEntry("tempered_at", null);
    }

    @Test
    void anIdIsNeverGivenTwice(TestDatabase test) {
        long first = insertShield(test);
        test.execute("delete from shields");

        assertThat(insertShield(test)).isGreaterThan(first);
    }

    @Test
    void theEventsOfAShieldGoWithIt(TestDatabase test) {
        assertThat(SchemaCatalogue.of(test))
                .filteredOn(line -> line.contains("forge_events_shield_id_fkey"))
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("FOREIGN KEY (shield_id) REFERENCES shields(id) ON DELETE CASCADE");
    }

    @Test
    void aShieldNeedsItsName(TestDatabase test) {
        assertThatThrownBy(() -> test.execute("insert into shields (created_at) values (current_timestamp)"))
                .isInstanceOf(TestDatabaseException.class)
                .hasStackTraceContaining("name");
    }

    @Test
    void theUnprocessedEventsHaveAnIndexOfTheirOwn(TestDatabase test) {
        assertThat(SchemaCatalogue.of(test))
                .filteredOn(line -> line.contains("forge_events_unprocessed_idx"))
                .singleElement(InstanceOfAssertFactories.STRING)
                .containsIgnoringCase("where")
                .containsIgnoringCase("processed_at is null");
    }

    @Test
    void columnsHaveTheTypesOfTheEngine(TestDatabase test) {
        Map<String, String> types = switch (test.engine()) {
            case SQLITE -> Map.of("payload", "TEXT", "tags", "TEXT", "created_at", "TEXT", "id", "INTEGER");
            case POSTGRESQL -> Map.of("payload", "jsonb", "tags", "_text", "created_at", "timestamptz", "id", "int8");
        };

        assertThat(columnTypes(test, "forge_events")).containsAllEntriesOf(types);
    }

    private static Map<String, String> columnTypes(TestDatabase test, String table) {
        String query = switch (test.engine()) {
            case SQLITE -> "select name, type from pragma_table_info(?)";
            case POSTGRESQL ->
                "select column_name as name, udt_name as type from information_schema.columns"
                        + " where table_name = ?";
        };
        Map<String, String> types = new TreeMap<>();
        test.query(query, table)
                .forEach(row -> types.put(String.valueOf(row.get("name")), String.valueOf(row.get("type"))));
        return types;
    }

    private static long insertShield(TestDatabase test) {
        test.execute("insert into shields (name, created_at) values ('Aegis', current_timestamp)");
        return Long.parseLong(String.valueOf(
                test.query("select max(id) as id from shields").get(0).get("id")));
    }
}
