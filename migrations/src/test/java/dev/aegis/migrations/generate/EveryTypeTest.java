package dev.aegis.migrations.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.DatabaseUrl;
import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.ColumnType;
import dev.aegis.db.schema.ColumnType.Kind;
import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.db.schema.TableDefinition;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.migrations.GeneratedChangelog;
import dev.aegis.migrations.Models;
import dev.aegis.migrations.drift.Drift;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** No type, with or without a default, shows a difference once it is migrated. */
@DatabaseTest(isolation = Isolation.FRESH)
class EveryTypeTest {
    private static final ColumnDefinition ID =
            new ColumnDefinition("id", ColumnType.of(Kind.BIGINT), false, true, null);

    private final GeneratedChangelog changelog = GeneratedChangelog.create("every-type");
    private final MigrationGenerator generator = new MigrationGenerator(changelog.directory());

    @Test
    void inANewTable(TestDatabase test) throws SQLException {
        Models models = models(table(columns()));

        generator.generate(models, "Create", false);

        changelog.migrator(test).migrate();
        assertNoDifference(models, test);
    }

    @Test
    void inColumnsThatAreAddedAndDroppedAgain(TestDatabase test) throws SQLException {
        Models idAlone = models(table(List.of()));
        Models models = models(table(columns().stream()
                .filter(column -> column.nullable() || column.defaultValue() != null)
                .toList()));
        generator.generate(idAlone, "Create", false);
        changelog.migrator(test).migrate();
        test.execute("insert into things (id) values (1)");

        generator.generate(models, "Add", false);
        changelog.migrator(test).migrate();
        assertNoDifference(models, test);

        generator.generate(idAlone, "Drop", true);
        int applied = changelog.migrator(test).migrate().applied().size();
        assertNoDifference(idAlone, test);

        changelog.migrator(test).rollback(applied);
        assertThat(Drift.between(models, "the URL of the test", DatabaseUrl.parse(test.url())))
                .isEmpty();
    }

    private void assertNoDifference(Models models, TestDatabase test) throws SQLException {
        assertThat(Drift.between(models, "the URL of the test", DatabaseUrl.parse(test.url())))
                .isEmpty();
        assertThat(generator.differences(models)).isEmpty();
    }

    private static Models models(TableDefinition table) {
        return new Models(new SchemaDefinition(List.of(table)), Set.of());
    }

    private static TableDefinition table(List<ColumnDefinition> columns) {
        List<ColumnDefinition> all = new ArrayList<>(List.of(ID));
        all.addAll(columns);
        return new TableDefinition("things", all, List.of("id"), List.of(), List.of(), List.of(), List.of());
    }

    /** Each type may be null, must not be, has a default. */
    private static List<ColumnDefinition> columns() {
        List<ColumnDefinition> columns = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            String name = "a_" + kind.name().toLowerCase(Locale.ROOT);
            ColumnType type = type(kind);
            columns.add(new ColumnDefinition(name, type, true, false, null));
            columns.add(new ColumnDefinition(name + "_required", type, false, false, null));
            String value = defaultValue(kind);
            if (value != null) {
                columns.add(new ColumnDefinition(name + "_with_default", type, false, false, value));
                columns.add(new ColumnDefinition(name + "_with_default_or_null", type, true, false, value));
            }
        }
        return columns;
    }

    private static ColumnType type(Kind kind) {
        return switch (kind) {
            case VARCHAR -> ColumnType.varchar(20);
            case DECIMAL -> ColumnType.decimal(12, 4);
            default -> ColumnType.of(kind);
        };
    }

    private static @Nullable String defaultValue(Kind kind) {
        return switch (kind) {
            case SMALLINT, INTEGER -> "-7";
            case BIGINT -> "9223372036854775807";
            case DOUBLE -> "1.0E-5";
            case BOOLEAN -> "true";
            case DECIMAL -> "-1.5000";
            case VARCHAR -> "it's; 'so'";
            case TEXT -> "10";
            case INSTANT -> "2026-01-31T12:00:00.123456Z";
            case DATE -> "2026-01-31";
            case UUID -> "123e4567-e89b-12d3-a456-426614174000";
            case JSON -> "{\"a\":[1,\"it's\"]}";
            case STRINGS -> "[\"a\",\"b \\\"c\\\"\",\"{d}\"]";
            case BYTES -> null;
        };
    }
}
