package dev.aegis.db.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.schema.ColumnType.Kind;
import dev.aegis.db.schema.Fleet.Cruise;
import dev.aegis.db.schema.Fleet.Vessel;
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
        TableDefinition vessels = table(Vessel.class);

        assertThat(vessels.name()).isEqualTo("vessels");
        assertThat(vessels.primaryKey()).containsExactly("id");
        assertThat(vessels.columns())
                .containsExactly(
                        new ColumnDefinition("id", ColumnType.of(Kind.BIGINT), false, true, null),
                        new ColumnDefinition("name", ColumnType.varchar(100), false, false, null),
                        new ColumnDefinition("guns", ColumnType.of(Kind.INTEGER), false, false, "10"),
                        new ColumnDefinition("material", ColumnType.varchar(50), false, false, "iron"),
                        new ColumnDefinition("motto", ColumnType.varchar(200), true, false, null),
                        new ColumnDefinition("built_at", ColumnType.of(Kind.INSTANT), false, false, null),
                        new ColumnDefinition("sunk_at", ColumnType.of(Kind.INSTANT), true, false, null));
    }

    @Test
    void tablesComeAfterThoseThatTheyReference() {
        assertThat(RecordSchema.of(List.of(Cruise.class, Note.class, Vessel.class))
                        .tables())
                .extracting(TableDefinition::name)
                .containsExactly("notes", "vessels", "cruises");
    }

    @Test
    void aReferenceHoldsTheKeyOfTheOther() {
        TableDefinition cruises = RecordSchema.of(List.of(Cruise.class, Vessel.class))
                .table("cruises")
                .orElseThrow();

        assertThat(cruises.foreignKeys())
                .containsExactly(new ForeignKeyConstraint(
                        "cruises_vessel_id_fkey", List.of("vessel_id"), "vessels", List.of("id"), OnDelete.CASCADE));
        assertThat(cruises.indexes())
                .containsExactly(
                        new IndexDefinition("cruises_vessel_id_idx", List.of("vessel_id"), false, null),
                        new IndexDefinition("cruises_without_end_idx", List.of("id"), false, "ended_at is null"));
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
