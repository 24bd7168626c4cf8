package dev.aegis.migrations.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.DatabaseUrl;
import dev.aegis.db.DirectConnections;
import dev.aegis.db.schema.ColumnType;
import dev.aegis.db.schema.ColumnType.Kind;
import dev.aegis.db.testing.ScratchDatabase;
import dev.aegis.db.testing.TestEngine;
import dev.aegis.migrations.MainModels;
import dev.aegis.migrations.Migrator;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The changelog leads to one schema, whichever the engine. */
@DisabledIfSystemProperty(named = "db", matches = "sqlite|postgres|postgresql", disabledReason = "needs both engines")
class ParityTest {
    private static final String SETTING = "the scratch database";

    @Test
    void theCataloguesOfBothEnginesSayTheSame() throws SQLException {
        List<String> sqlite = lines(catalogue(DatabaseEngine.SQLITE, TestEngine.SQLITE), Map.of());
        List<String> postgres = lines(catalogue(DatabaseEngine.POSTGRESQL, TestEngine.POSTGRESQL), sqliteTypes());

        assertThat(postgres).isEqualTo(sqlite);
        // part: example
        assertThat(postgres).contains("forge_events: column shield_id integer not null");
        // end part: example
    }

    /** Without the tables of libraries, which may keep other types on another engine. */
    private static Catalogue catalogue(DatabaseEngine engine, TestEngine testEngine) throws SQLException {
        try (ScratchDatabase scratch = ScratchDatabase.open(testEngine)) {
            DatabaseUrl url = DatabaseUrl.parse(scratch.url());
            Migrator.of(SETTING, url).migrate();
            try (Connection connection = DirectConnections.openReadOnly(SETTING, url)) {
                return Catalogue.read(engine, connection)
                        .without(MainModels.find().externalTables());
            }
        }
    }

    private static List<String> lines(Catalogue catalogue, Map<String, String> types) {
        return catalogue.tables().stream()
                .flatMap(table -> table.objects().stream().map(object -> table.name() + ": " + line(object, types)))
                .sorted()
                .toList();
    }

    /** Keys are known by their columns here: SQLite does not tell their names. */
    private static String line(CatalogueObject object, Map<String, String> types) {
        Map<Fact, String> facts = new EnumMap<>(Fact.class);
        facts.putAll(object.facts());
        facts.remove(Fact.NAME);
        facts.computeIfPresent(Fact.TYPE, (fact, type) -> types.getOrDefault(type, type));
        String rest = String.join(" ", facts.values());
        return switch (object.kind()) {
            case COLUMN, INDEX, PRIMARY_KEY -> (object.title() + " " + rest).strip();
            case CHECK, OPTION -> object.title();
            case UNIQUE, FOREIGN_KEY -> {
                String columns = facts.containsKey(Fact.COLUMNS) ? "" : object.name() + " ";
                yield (object.kind() + " " + columns + rest).strip();
            }
        };
    }

    /** What SQLite calls the types of PostgreSQL; integers and fractions have no sizes there. */
    private static Map<String, String> sqliteTypes() {
        Map<String, String> types = new HashMap<>();
        for (Kind kind : Kind.values()) {
            ColumnType type = ColumnType.of(kind);
            types.put(type.sql(DatabaseEngine.POSTGRESQL), type.sql(DatabaseEngine.SQLITE));
        }
        types.putAll(Map.of("smallint", "integer", "bigint", "integer"));
        return types;
    }
}
