package dev.aegis.db.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.schema.ColumnType.Kind;
import dev.aegis.jobs.JobRun;
import dev.aegis.shields.ForgeEvent;
import dev.aegis.shields.Shield;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What records say about their tables. */
class RecordSchemaTest {

    private static TableDefinition table(Class<? extends Record> record) {
        return RecordSchema.of(List.of(record)).tables().get(0);
    }

    @Test
    void aRecordIsATableAndItsComponentsAreColumns() {
        TableDefinition shields = table(Shield.class);

        assertThat(shields.name()).isEqualTo("shields");
        assertThat(shields.primaryKey()).containsExactly("id");
        assertThat(shields.columns())
                .containsExactly(
                        new ColumnDefinition("id", ColumnType.of(Kind.BIGINT), false, true, null),
                        new ColumnDefinition("name", ColumnType.varchar(100), false, false, null),
                        new ColumnDefinition("defense_rating", ColumnType.of(Kind.INTEGER), false, false, "10"),
                        new ColumnDefinition("material", ColumnType.varchar(50), false, false, "iron"),
                        new ColumnDefinition("enchantment", ColumnType.varchar(200), true, false, null),
                        new ColumnDefinition("created_at", ColumnType.of(Kind.INSTANT), false, false, null),
                        new ColumnDefinition("tempered_at", ColumnType.of(Kind.INSTANT), true, false, null));
    }

    @Test
    void tablesComeAfterThoseThatTheyReference() {
        assertThat(RecordSchema.of(List.of(ForgeEvent.class, JobRun.class, Shield.class))
                        .tables())
                .extracting(TableDefinition::name)
                .containsExactly("job_runs", "shields", "forge_events");
    }

    @Test
    void aReferenceHoldsTheKeyOfTheOther() {
        TableDefinition events = RecordSchema.of(List.of(ForgeEvent.class, Shield.class))
                .table("forge_events")
                .orElseThrow();

        assertThat(events.foreignKeys())
                .containsExactly(new ForeignKeyConstraint(
                        "forge_events_shield_id_fkey",
                        List.of("shield_id"),
                        "shields",
                        List.of("id"),
                        OnDelete.CASCADE));
        assertThat(events.indexes())
                .containsExactly(
                        new IndexDefinition("forge_events_shield_id_idx", List.of("shield_id"), false, null),
                        new IndexDefinition(
                                "forge_events_unprocessed_idx", List.of("id"), false, "processed_at is null"));
    }

    enum Grade {
        RAW,
        FINE
    }

    @Table("ores")
    @Unique(columns = {"mine", "vein"})
    @Unique(columns = "vein", name = "ores_one_of_each")
    @Check("vein < 100 or grade = 'FINE'")
    @SuppressWarnings("ArrayRecordComponent") // only a model
    record Ore(
            @Id(generated = false) @Column(name = "serial_no")
            int number,

            @Unique String mine,
            @Check("vein > 0") @Check("vein <> 13") short vein,

            @Default("RAW") @Check("grade <> 'FINE' or vein > 1")
            Grade grade,

            @Column(check = false, length = 10) Grade before,
            @Column(precision = 8, scale = 3) @Default("1") BigDecimal weight,
            @Default({}) List<String> tags,
            @Default("2026-01-31T12:00:00Z") Instant minedAt,
            @References(Ore.class) @Nullable Integer foundBeside,
            byte @Nullable [] sample) {}

    @Test
    void constraintsAreCalledAsPostgresCallsThem() {
        TableDefinition ores = table(Ore.class);

        assertThat(ores.uniques())
                .containsExactly(
                        new UniqueConstraint("ores_mine_key", List.of("mine")),
                        new UniqueConstraint("ores_mine_vein_key", List.of("mine", "vein")),
                        new UniqueConstraint("ores_one_of_each", List.of("vein")));
        assertThat(ores.checks())
                .containsExactly(
                        new CheckConstraint("ores_check", "vein < 100 or grade = 'FINE'"),
                        new CheckConstraint("ores_grade_check", "grade in ('RAW', 'FINE')"),
                        new CheckConstraint("ores_grade_check1", "grade <> 'FINE' or vein > 1"),
                        new CheckConstraint("ores_vein_check", "vein > 0"),
                        new CheckConstraint("ores_vein_check1", "vein <> 13"));
        assertThat(ores.foreignKeys())
                .containsExactly(new ForeignKeyConstraint(
                        "ores_found_beside_fkey",
                        List.of("found_beside"),
                        "ores",
                        List.of("serial_no"),
                        OnDelete.NO_ACTION));
    }

    @Test
    void typesFollowFromTheComponents() {
        assertThat(table(Ore.class).columns())
                .containsExactly(
                        new ColumnDefinition("serial_no", ColumnType.of(Kind.INTEGER), false, false, null),
                        new ColumnDefinition("mine", ColumnType.of(Kind.TEXT), false, false, null),
                        new ColumnDefinition("vein", ColumnType.of(Kind.SMALLINT), false, false, null),
                        new ColumnDefinition("grade", ColumnType.varchar(50), false, false, "RAW"),
                        new ColumnDefinition("before", ColumnType.varchar(10), false, false, null),
                        new ColumnDefinition("weight", ColumnType.decimal(8, 3), false, false, "1.000"),
                        new ColumnDefinition("tags", ColumnType.of(Kind.STRINGS), false, false, "[]"),
                        new ColumnDefinition(
                                "mined_at", ColumnType.of(Kind.INSTANT), false, false, "2026-01-31T12:00:00.000000Z"),
                        new ColumnDefinition("found_beside", ColumnType.of(Kind.INTEGER), true, false, null),
                        new ColumnDefinition("sample", ColumnType.of(Kind.BYTES), true, false, null));
    }

    @Table("deposits")
    record Deposit(@Id long oreId, @Id String place) {}

    @Table("details")
    record Detail(@Id @References(Note.class) long noteId) {}

    @Table("notes")
    record Note(@Id long id) {}

    @Test
    void onlyAKeyOfOneNumberThatReferencesNothingIsGenerated() {
        assertThat(table(Deposit.class).primaryKey()).containsExactly("ore_id", "place");
        assertThat(RecordSchema.of(List.of(Deposit.class, Detail.class, Note.class))
                        .tables())
                .filteredOn(table -> table.columns().get(0).generated())
                .extracting(TableDefinition::name)
                .containsExactly("notes");
    }

    @Table("a_table_with_a_name_that_is_as_long_as_names_can_be_in_postgres")
    record LongNames(
            @Id long id,
            @Unique String theFirstOfTwoColumns,
            @Unique String theSecondOfTwoColumns) {}

    @Test
    void namesThatWouldBeTooLongAreShortenedAndStayDifferent() {
        assertThat(table(LongNames.class).uniques())
                .extracting(UniqueConstraint::name)
                .doesNotHaveDuplicates()
                .allSatisfy(name ->
                        assertThat(name).hasSize(63).startsWith("a_table_with").endsWith("_key"));
    }
}
