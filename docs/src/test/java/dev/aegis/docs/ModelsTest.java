package dev.aegis.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.Database;
import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.DatabaseException;
import dev.aegis.db.schema.Check;
import dev.aegis.db.schema.Column;
import dev.aegis.db.schema.ColumnType;
import dev.aegis.db.schema.Default;
import dev.aegis.db.schema.Id;
import dev.aegis.db.schema.Index;
import dev.aegis.db.schema.OnDelete;
import dev.aegis.db.schema.RecordSchema;
import dev.aegis.db.schema.References;
import dev.aegis.db.schema.SchemaDdl;
import dev.aegis.db.schema.SchemaException;
import dev.aegis.db.schema.Table;
import dev.aegis.db.schema.Unique;
import dev.aegis.db.testing.DatabasePreparation;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The code in docs/models.md, and what its table of types says. */
class ModelsTest {

    // tag::first
    @Table("gauntlets")
    record Gauntlet(
            @Id long id,
            @Column(length = 100) String name,
            @Column(precision = 6, scale = 2) BigDecimal weight) {}
    // end::first

    enum Grade {
        RAW,
        FINE
    }

    // tag::everything
    @Table("ores")
    @Unique(columns = {"mine_id", "vein"})
    @Index(columns = {"grade", "mined_at"})
    @Index(columns = "mined_at", where = "smelted_at is null", name = "ores_unsmelted_idx")
    @Check("grade = 'FINE' or cast(weight as numeric) < 100")
    record Ore(
            @Id UUID id,

            @References(value = Mine.class, onDelete = OnDelete.CASCADE) @Index
            long mineId,

            @Check("vein > 0") int vein,
            @Column(length = 20) @Default("RAW") Grade grade,
            @Column(precision = 8, scale = 3) @Default("0") BigDecimal weight,
            @Default({}) List<String> tags,
            Instant minedAt,
            @Nullable Instant smeltedAt) {}
    // end::everything

    @Table("mines")
    record Mine(
            @Id long id,

            @Column(name = "display_name", length = 100) @Unique
            String name) {}

    // tag::tables
    public static final class Ores implements DatabasePreparation {

        @Override
        public void prepare(TestDatabase database) {
            DatabaseEngine engine =
                    database.engine() == TestEngine.SQLITE ? DatabaseEngine.SQLITE : DatabaseEngine.POSTGRESQL;
            SchemaDdl.create(RecordSchema.of(List.of(Mine.class, Ore.class)), engine)
                    .forEach(database::execute);
        }
    }
    // end::tables

    @Nested
    @DatabaseTest(prepare = Ores.class)
    class Tables {

        @Test
        void compareTheirDecimalsAsNumbers(TestDatabase test) {
            Database db = Database.over(test.dataSource());
            db.useTransaction(tx -> tx.handle().execute("insert into mines (display_name) values ('Moria')"));

            mine(db, 1, new BigDecimal("20"));

            assertThatThrownBy(() -> mine(db, 2, new BigDecimal("100")))
                    .isInstanceOf(DatabaseException.ConstraintViolated.class);
        }

        private static void mine(Database db, int vein, BigDecimal weight) {
            db.useTransaction(tx -> tx.handle()
                    .execute(
                            "insert into ores (id, mine_id, vein, mined_at, weight) values (?, 1, ?, ?, ?)",
                            UUID.randomUUID(),
                            vein,
                            Instant.EPOCH,
                            weight));
        }

        @Test
        void areMadeOfTheRecords(TestDatabase test) {
            Database db = Database.over(test.dataSource());
            db.useTransaction(tx -> {
                tx.handle().execute("insert into mines (display_name) values ('Moria')");
                tx.handle()
                        .execute(
                                "insert into ores (id, mine_id, vein, mined_at) values (?, 1, 1, ?)",
                                UUID.randomUUID(),
                                Instant.EPOCH);
            });

            assertThat(test.query("select grade, smelted_at from ores"))
                    .singleElement()
                    .satisfies(
                            row -> assertThat(row).containsEntry("grade", "RAW").containsEntry("smelted_at", null));
        }
    }

    @Test
    void theFirstOneIsATable() {
        assertThat(RecordSchema.of(List.of(Gauntlet.class)).tables())
                .singleElement()
                .satisfies(table -> assertThat(table.name()).isEqualTo("gauntlets"));
    }

    @Table("forges")
    record Forge(
            @Id long id, BigDecimal heat, @Default("hot") int degree, LocalDate user) {}

    @Test
    void theErrorsAreThose() {
        assertThatThrownBy(() -> RecordSchema.of(List.of(Forge.class)))
                .isInstanceOfSatisfying(SchemaException.class, exception -> {
                    String shown = exception.faults().stream()
                            .map(line -> line.replace("dev.aegis.docs.ModelsTest.", "com.acme.") + "\n")
                            .collect(Collectors.joining("", "```\n", "```\n"));
                    assertThat(guide()).contains(shown);
                });
    }

    @ParameterizedTest
    @EnumSource
    void theTableShowsTheTypesOfBothEngines(ColumnType.Kind kind) {
        ColumnType type = switch (kind) {
            case VARCHAR -> ColumnType.varchar(100);
            case DECIMAL -> ColumnType.decimal(10, 2);
            default -> ColumnType.of(kind);
        };

        assertThat(guide())
                .contains("| `%s` | `%s` |"
                        .formatted(type.sql(DatabaseEngine.POSTGRESQL), type.sql(DatabaseEngine.SQLITE)));
    }

    private static String guide() {
        try {
            return Files.readString(Path.of("models.md"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
