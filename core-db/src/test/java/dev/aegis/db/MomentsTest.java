package dev.aegis.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.TestDatabase;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every type that names a moment is stored in one form, so that it compares and sorts, whichever type wrote it. */
@DatabaseTest(prepare = ColumnTypesTest.Tables.class)
class MomentsTest {
    private static final Instant MOMENT = Instant.parse("2026-06-01T11:00:00.123Z");

    /** Each parameter null, or not. */
    interface Filters {
        @SqlQuery("select count(*) from samples where :since is null or instant >= :since")
        int since(@Nullable Instant since);

        @SqlQuery("select count(*) from samples where :since is null or instant >= :since")
        int since(@Nullable OffsetDateTime since);

        @SqlQuery("select count(*) from samples where :since is null or instant >= :since")
        int since(Optional<Instant> since);

        @SqlQuery("select count(*) from samples where :since is null or instant >= :since")
        int since(@Nullable Timestamp since);

        @SqlQuery("select count(*) from samples where :since is null or instant >= :since")
        int since(@Nullable Date since);

        @SqlQuery("select count(*) from samples where :date is null or date >= :date")
        int from(@Nullable LocalDate date);

        @SqlQuery("select count(*) from samples where :uuid is null or uuid = :uuid")
        int uuid(@Nullable UUID uuid);

        @SqlQuery("select count(*) from samples where :json is null or json = :json")
        int json(@Nullable Json json);

        @SqlQuery("select count(*) from samples where :strings is null or strings = :strings")
        int strings(@Nullable List<String> strings);

        @SqlQuery("select count(*) from samples where :metal is null or metal = :metal")
        int metal(ColumnTypesTest.@Nullable Metal metal);

        @SqlQuery("select count(*) from samples where :text is null or metal = :text")
        int text(@Nullable String text);

        @SqlQuery("select count(*) from samples where :number is null or whole = :number")
        int whole(@Nullable Long number);

        @SqlQuery("select count(*) from samples where :number is null or whole = :number")
        int small(@Nullable Short number);

        @SqlQuery("select count(*) from samples where :number is null or fraction = :number")
        int fraction(@Nullable Double number);

        @SqlQuery("select count(*) from samples where :number is null or fraction = :number")
        int fraction(@Nullable Float number);

        @SqlQuery("select count(*) from samples where :flag is null or flag = :flag")
        int flag(@Nullable Boolean flag);

        @SqlQuery("select count(*) from samples where :bytes is null or bytes = :bytes")
        int bytes(byte @Nullable [] bytes);

        @SqlQuery("select count(*) from samples where :decimal is null or decimal = :decimal")
        int decimal(java.math.@Nullable BigDecimal decimal);
    }

    private Database db;

    @BeforeEach
    void open(TestDatabase test) {
        db = Database.over(test.dataSource());
    }

    static List<Object> forms() {
        return List.of(
                MOMENT,
                MOMENT.atOffset(ZoneOffset.UTC),
                MOMENT.atOffset(ZoneOffset.ofHours(2)),
                MOMENT.atZone(ZoneId.of("America/Sao_Paulo")),
                Timestamp.from(MOMENT),
                Date.from(MOMENT));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyFormOfAMomentIsStoredAsTheSame(Object form) {
        db.useTransaction(tx -> tx.handle().execute("insert into samples (id, instant) values (1, ?)", form));

        for (Object other : forms()) {
            assertThat(count("instant = ?", other)).as("= %s", other.getClass()).isOne();
            assertThat(count("instant < ?", other)).as("< %s", other.getClass()).isZero();
            assertThat(count("instant > ?", other)).as("> %s", other.getClass()).isZero();
        }
        assertThat(read("instant", Instant.class)).isEqualTo(MOMENT);
        assertThat(read("instant", OffsetDateTime.class)).isEqualTo(MOMENT.atOffset(ZoneOffset.UTC));
        assertThat(read("instant", ZonedDateTime.class)).isEqualTo(MOMENT.atZone(ZoneOffset.UTC));
        assertThat(read("instant", Timestamp.class)).isEqualTo(Timestamp.from(MOMENT));
        assertThat(read("instant", Date.class)).isEqualTo(Date.from(MOMENT));
    }

    @Test
    void anOffsetIsComparedAsTheMomentThatItNames() {
        insertInstant(Instant.parse("2026-06-01T11:00:00Z"));

        assertThat(count("instant < ?", OffsetDateTime.parse("2026-06-01T12:00:00+02:00")))
                .isZero();
    }

    private int count(String condition, Object value) {
        return db.read(tx -> tx.handle()
                .createQuery("select count(*) from samples where " + condition)
                .bind(0, value)
                .mapTo(int.class)
                .one());
    }

    private <T> T read(String column, Class<T> type) {
        return db.read(tx -> tx.handle()
                .createQuery("select " + column + " from samples")
                .mapTo(type)
                .one());
    }

    private void insertInstant(Instant instant) {
        db.useTransaction(tx -> tx.handle().execute("insert into samples (id, instant) values (1, ?)", instant));
    }

    @Test
    void aDayOfJdbcIsTheDayOfJavaTime() {
        LocalDate day = LocalDate.of(2026, 3, 29);
        db.useTransaction(
                tx -> tx.handle().execute("insert into samples (id, date) values (1, ?)", java.sql.Date.valueOf(day)));

        assertThat(count("date = ?", day)).isOne();
        assertThat(read("date", LocalDate.class)).isEqualTo(day);
        assertThat(read("date", java.sql.Date.class)).isEqualTo(java.sql.Date.valueOf(day));
    }

    @Test
    void aDateOfMillisecondsDoesNotCutMicroseconds() {
        insertInstant(MOMENT.plusNanos(1_000));

        assertThat(read("instant", Timestamp.class).toInstant()).isEqualTo(MOMENT.plusNanos(1_000));
        assertThatThrownBy(() -> read("instant", Date.class))
                .isInstanceOf(DatabaseException.Failed.class)
                .hasMessageContaining("finer than the milliseconds");
    }

    static List<Object> refused() {
        return List.of(LocalDateTime.of(2026, 6, 1, 12, 0), OffsetTime.of(12, 0, 0, 0, ZoneOffset.UTC), new Time(0));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aTypeThatIsNotAPointInTimeIsRefusedByName(Object value) {
        insertInstant(MOMENT);

        assertThatThrownBy(() -> count("instant > ?", value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(value.getClass().getName() + " is not supported: ");
        assertThatThrownBy(() -> read("instant", value.getClass()))
                .isInstanceOf(DatabaseException.Failed.class)
                .hasMessageContaining(value.getClass().getName() + " is not supported: ");
    }

    @Test
    void aTimeOfDayComesBackAndSorts() {
        String type = db.engine() == DatabaseEngine.SQLITE ? "text" : "time";
        db.useTransaction(tx -> {
            tx.handle().execute("create table times (t " + type + ")");
            List<LocalTime> times = List.of(
                    LocalTime.MIDNIGHT,
                    LocalTime.of(12, 0),
                    LocalTime.of(12, 0, 0, 100_000),
                    LocalTime.of(12, 0, 0, 100_000_000),
                    LocalTime.of(12, 0, 1),
                    LocalTime.of(23, 59, 59, 999_999_000));
            times.forEach(time -> tx.handle().execute("insert into times values (?)", time));

            assertThat(tx.handle()
                            .createQuery("select t from times order by t")
                            .mapTo(LocalTime.class)
                            .list())
                    .isEqualTo(times);
        });
    }

    @Test
    void aMomentThatTheEngineItselfWroteIsRead() {
        Instant before = Instant.now().minusSeconds(3600);
        db.useTransaction(tx -> tx.handle().execute("insert into samples (id, instant) values (1, current_timestamp)"));

        assertThat(read("instant", Instant.class))
                .isBetween(before, Instant.now().plusSeconds(3600));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-01 10:00:00",
                "2026-01-01 10:00:00.000",
                "2026-01-01 10:00",
                "2026-01-01T10:00Z",
                "2026-01-01T10:00:00Z",
                "2026-01-01T12:00:00+02:00",
                "2026-01-01T12:00+02:00"
            })
    void textOfAnotherProgramThatIsAPointInTimeIsReadOnSqlite(String text) {
        if (db.engine() == DatabaseEngine.SQLITE) {
            db.useTransaction(
                    tx -> tx.handle().execute("insert into samples (id, instant) values (1, '" + text + "')"));

            assertThat(read("instant", Instant.class)).isEqualTo("2026-01-01T10:00:00Z");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-01T10:00:00", "2026-01-01", "1767261600000", "now"})
    void textThatIsNotAPointInTimeIsRefusedOnSqlite(String text) {
        if (db.engine() == DatabaseEngine.SQLITE) {
            db.useTransaction(
                    tx -> tx.handle().execute("insert into samples (id, instant) values (1, '" + text + "')"));

            assertThatThrownBy(() -> read("instant", Instant.class))
                    .isInstanceOf(DatabaseException.Failed.class)
                    .hasMessageContaining("column instant holds '" + text + "', which cannot be read as Instant");
        }
    }

    @Test
    void infinityIsNotAPointInTime() {
        if (db.engine() == DatabaseEngine.POSTGRESQL) {
            for (String infinity : List.of("infinity", "-infinity")) {
                db.useTransaction(tx -> {
                    tx.handle().execute("delete from samples");
                    tx.handle()
                            .execute("insert into samples (id, instant, date) values (1, '" + infinity + "', '"
                                    + infinity + "')");
                });
                for (Class<?> type :
                        List.of(Instant.class, OffsetDateTime.class, ZonedDateTime.class, Timestamp.class)) {
                    assertThatThrownBy(() -> read("instant", type))
                            .isInstanceOf(DatabaseException.Failed.class)
                            .hasMessageContaining("'" + infinity + "'");
                }
                assertThatThrownBy(() -> read("date", LocalDate.class)).isInstanceOf(DatabaseException.Failed.class);
            }
        }
    }

    @Test
    void momentsAndDaysBeyondTheEngineAreRefusedWithASentence() {
        List<Object> beyond = List.of(
                Instant.MAX,
                Instant.MIN,
                OffsetDateTime.MAX,
                OffsetDateTime.MIN,
                Instant.parse("+294277-01-01T00:00:00Z"),
                LocalDateTime.MAX.atZone(ZoneOffset.UTC));
        for (Object moment : beyond) {
            assertThatThrownBy(() -> count("instant < ?", moment))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("use null for none");
        }
        for (LocalDate day : List.of(LocalDate.MAX, LocalDate.MIN, LocalDate.of(5_874_898, 1, 1))) {
            assertThatThrownBy(() -> count("date < ?", day))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("use null for none");
        }
    }

    @Test
    void theFirstAndTheLastMomentOfPostgresqlComeBackAndLeapDaysBeforeChrist() {
        if (db.engine() == DatabaseEngine.POSTGRESQL) {
            for (String text : List.of(
                    "-4712-01-01T00:00:00Z",
                    "-0004-02-29T12:00:00.000001Z",
                    "0000-02-29T23:59:59Z",
                    "+294276-12-31T23:59:59.999999Z")) {
                db.useTransaction(tx -> tx.handle().execute("delete from samples"));
                insertInstant(Instant.parse(text));
                assertThat(read("instant", Instant.class)).isEqualTo(text);
            }
            for (LocalDate day :
                    List.of(LocalDate.of(-4712, 1, 1), LocalDate.of(-4, 2, 29), LocalDate.of(5_874_897, 12, 31))) {
                db.useTransaction(tx -> {
                    tx.handle().execute("delete from samples");
                    tx.handle().execute("insert into samples (id, date) values (1, ?)", day);
                });
                assertThat(read("date", LocalDate.class)).isEqualTo(day);
            }
        }
    }

    @Test
    void aParameterThatIsNullHasAType() {
        insertInstant(MOMENT);

        assertThat(db.<List<Integer>, RuntimeException>read(tx -> {
                    Filters filters = tx.dao(Filters.class);
                    return List.of(
                            filters.since((Instant) null),
                            filters.since((OffsetDateTime) null),
                            filters.since(Optional.empty()),
                            filters.since((Timestamp) null),
                            filters.since((Date) null),
                            filters.from(null),
                            filters.uuid(null),
                            filters.json(null),
                            filters.strings(null),
                            filters.metal(null),
                            filters.text(null),
                            filters.whole(null),
                            filters.small(null),
                            filters.fraction((Double) null),
                            filters.fraction((Float) null),
                            filters.flag(null),
                            filters.bytes(null),
                            filters.decimal(null));
                }))
                .containsOnly(1);
    }

    @Test
    void theSameParametersWithAValueHaveATypeToo() {
        insertInstant(MOMENT);

        assertThat(db.<List<Integer>, RuntimeException>read(tx -> {
                    Filters filters = tx.dao(Filters.class);
                    return List.of(
                            filters.since(MOMENT.plusSeconds(1)),
                            filters.since(MOMENT.plusSeconds(1).atOffset(ZoneOffset.UTC)),
                            filters.since(Optional.of(MOMENT.plusSeconds(1))),
                            filters.since(Timestamp.from(MOMENT.plusSeconds(1))),
                            filters.since(Date.from(MOMENT.plusSeconds(1))),
                            filters.from(LocalDate.EPOCH),
                            filters.uuid(new UUID(1, 2)),
                            filters.json(new Json("{}")),
                            filters.strings(List.of("a")),
                            filters.metal(ColumnTypesTest.Metal.IRON),
                            filters.text("a"),
                            filters.whole(1L),
                            filters.small((short) 1),
                            filters.fraction(1.0),
                            filters.fraction(1f),
                            filters.flag(true),
                            filters.bytes(new byte[1]),
                            filters.decimal(java.math.BigDecimal.ONE));
                }))
                .containsOnly(0);
    }
}
