package dev.aegis.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.schema.Column;
import dev.aegis.db.schema.Id;
import dev.aegis.db.schema.ModelTables;
import dev.aegis.db.schema.Table;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes in comes out, whichever engine keeps it. */
@DatabaseTest(prepare = ColumnTypesTest.Tables.class)
class ColumnTypesTest {

    /** A row with a column of every type that the component maps. */
    @SuppressWarnings("ArrayRecordComponent") // compared field by field below
    @Table("samples")
    public record Sample(
            @Id(generated = false) int id,
            @Nullable Instant instant,
            @Nullable LocalDate date,
            @Nullable UUID uuid,
            @Column(precision = 29, scale = 9) @Nullable BigDecimal decimal,
            @Nullable Metal metal,
            @Nullable Boolean flag,
            @Nullable Long whole,
            @Nullable Double fraction,
            byte @Nullable [] bytes,
            @Nullable Json json,
            @Nullable List<String> strings) {}

    /** An enum is kept by its name. */
    public enum Metal {
        IRON,
        MITHRIL
    }

    /** One table, each column in the type that its engine keeps the Java type in. */
    public static final class Tables extends ModelTables {
        public Tables() {
            super(List.of(Sample.class));
        }
    }

    /** Nothing in it is written for one engine. */
    @RegisterConstructorMapper(Sample.class)
    interface SampleDao {
        String INSERT = """
                insert into samples (id, instant, date, uuid, decimal, metal, flag, whole, fraction, bytes, json, strings)
                values (:id, :instant, :date, :uuid, :decimal, :metal, :flag, :whole, :fraction, :bytes, :json, :strings)
                """;

        @SqlUpdate(INSERT)
        void insert(@BindMethods Sample sample);

        @SqlBatch(INSERT)
        void insertAll(@BindMethods List<Sample> samples);

        @SqlQuery("select * from samples where id = :id")
        Optional<Sample> find(int id);

        @SqlQuery("select id from samples where instant > :instant order by instant")
        List<Integer> after(Instant instant);

        @SqlQuery("select id from samples where uuid = :uuid and decimal = :decimal and date = :date")
        List<Integer> equal(UUID uuid, BigDecimal decimal, LocalDate date);
    }

    private static final Sample FULL = new Sample(
            1,
            Instant.parse("2026-11-22T10:15:30.123456Z"),
            LocalDate.of(2026, 2, 28),
            UUID.fromString("0f8fad5b-d9cb-469f-a165-70867728950e"),
            new BigDecimal("12345678901234567890.123456789"),
            Metal.MITHRIL,
            true,
            Long.MIN_VALUE,
            0.1,
            new byte[] {0, 1, -1},
            new Json("{\"a\": [1, \"ü\", null]}"),
            List.of("plain", "with \"quotes\", {braces} and \\", "", "NULL", "ü\n"));

    private Database db;

    @BeforeEach
    void open(TestDatabase test) {
        db = Database.over(test.dataSource());
    }

    private Sample stored(Sample sample) {
        return db.inTransaction(tx -> {
            tx.dao(SampleDao.class).insert(sample);
            return tx.dao(SampleDao.class).find(sample.id()).orElseThrow();
        });
    }

    @Test
    void everyTypeComesBackAsItWentIn() {
        assertThat(stored(FULL)).usingRecursiveComparison().isEqualTo(FULL);
    }

    @Test
    void nullComesBackAsNull() {
        Sample empty = new Sample(2, null, null, null, null, null, null, null, null, null, null, null);

        assertThat(stored(empty)).isEqualTo(empty);
    }

    @Test
    void anEmptyListIsNotNull() {
        assertThat(stored(with(3, FULL.instant(), List.of())).strings()).isEmpty();
    }

    @Test
    void batchesBindLikeSingleStatements() {
        db.useTransaction(tx -> tx.dao(SampleDao.class)
                .insertAll(List.of(FULL, with(4, null, List.of("a")), with(5, FULL.instant(), List.of()))));

        Sample second = db.<Sample, RuntimeException>read(
                tx -> tx.dao(SampleDao.class).find(4).orElseThrow());
        assertThat(second.strings()).containsExactly("a");
        assertThat(second.instant()).isNull();
    }

    @Test
    void valuesCompareEqualInSql() {
        stored(FULL);

        List<Integer> found = db.read(tx -> tx.dao(SampleDao.class)
                .equal(
                        UUID.fromString("0f8fad5b-d9cb-469f-a165-70867728950e"),
                        new BigDecimal("12345678901234567890.123456789"),
                        LocalDate.of(2026, 2, 28)));

        assertThat(found).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22T10:15:30Z",
                "1969-12-31T23:59:59.999999Z",
                "2026-03-29T01:30:00Z",
                "2026-10-25T00:30:00.5Z",
                "0001-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999999Z"
            })
    void instantsOfAnyTimeAndZoneComeBack(String text) {
        Instant instant = Instant.parse(text);

        assertThat(stored(with(6, instant, List.of())).instant()).isEqualTo(instant);
    }

    @Test
    void instantsAreCutToMicrosecondsNotRounded() {
        assertThat(stored(with(7, Instant.parse("2026-11-22T10:15:30.123456999Z"), List.of()))
                        .instant())
                .isEqualTo("2026-11-22T10:15:30.123456Z");
    }

    @Test
    void instantsSortByTimeAlsoWithinASecond() {
        Instant second = Instant.parse("2026-11-22T10:15:30Z");
        stored(with(10, second, List.of()));
        stored(with(12, second.plusNanos(20_000), List.of()));
        stored(with(11, second.plusNanos(1_000), List.of()));
        stored(with(13, second.plusSeconds(1), List.of()));

        assertThat(db.<List<Integer>, RuntimeException>read(
                        tx -> tx.dao(SampleDao.class).after(second)))
                .containsExactly(11, 12, 13);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"a\":1} x", "nope"})
    void jsonIsChecked(String text) {
        assertThatThrownBy(() -> new Json(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not JSON");
    }

    private static Sample with(int id, @Nullable Instant instant, List<String> strings) {
        return new Sample(
                id,
                instant,
                FULL.date(),
                FULL.uuid(),
                FULL.decimal(),
                FULL.metal(),
                FULL.flag(),
                FULL.whole(),
                FULL.fraction(),
                FULL.bytes(),
                FULL.json(),
                strings);
    }

    @Test
    void aListThatHoldsNullIsRefusedForItCouldNotBeReadAgain() {
        assertThatThrownBy(() -> db.useTransaction(tx -> tx.handle()
                        .createUpdate("insert into samples (id, strings) values (1, :strings)")
                        .bindByType("strings", Arrays.asList("a", null), TypeMapping.STRINGS)
                        .execute()))
                .hasStackTraceContaining("holds null");
    }

    @Test
    void anArrayOfSomebodyElseWithANullInItIsNamed() {
        db.useTransaction(tx -> tx.handle()
                .execute("insert into samples (id, strings) values (1, "
                        + (db.engine() == DatabaseEngine.SQLITE ? "'[\"a\", null]'" : "array['a', null]") + ")"));

        assertThatThrownBy(() -> db.read(tx -> tx.handle()
                        .createQuery("select strings from samples")
                        .mapTo(TypeMapping.STRINGS)
                        .one()))
                .isInstanceOf(DatabaseException.Failed.class)
                .hasMessageContaining("not an array of strings");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z"})
    void instantsOfFourDigitYearsAreKept(Instant instant) {
        List<Instant> kept = db.inTransaction(tx -> {
            insertInstant(tx, instant);
            return tx.handle()
                    .createQuery("select instant from samples")
                    .mapTo(Instant.class)
                    .list();
        });

        assertThat(kept).containsExactly(instant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0001-12-31T23:59:59Z", "+10000-01-01T00:00:00Z"})
    void instantsWhoseTextWouldNotSortAreRefusedOnSqlite(Instant instant) {
        LocalDate date = LocalDate.ofInstant(instant, ZoneOffset.UTC);
        if (db.engine() == DatabaseEngine.POSTGRESQL) {
            db.useTransaction(tx -> insertInstant(tx, instant));
            return;
        }
        assertThatThrownBy(() -> db.useTransaction(tx -> insertInstant(tx, instant)))
                .hasStackTraceContaining("years 0 to 9999");
        assertThatThrownBy(() -> db.useTransaction(
                        tx -> tx.handle().execute("insert into samples (id, date) values (1, ?)", date)))
                .hasStackTraceContaining("years 0 to 9999");
    }

    private static void insertInstant(Transaction tx, Instant instant) {
        tx.handle().execute("insert into samples (id, instant) values (1, ?)", instant);
    }
}
