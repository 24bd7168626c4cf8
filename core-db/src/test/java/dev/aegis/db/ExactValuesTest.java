package dev.aegis.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.jdbi.v3.core.enums.EnumByOrdinal;
import org.jdbi.v3.core.mapper.ColumnMappers;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.mapper.PropagateNull;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A value is read as it is stored, or the read fails and says why: it is never cut, and never replaced. */
@DatabaseTest(prepare = ColumnTypesTest.Tables.class)
class ExactValuesTest {
    private static final Map<String, Class<?>> TYPES = Map.ofEntries(
            Map.entry("int", int.class),
            Map.entry("Integer", Integer.class),
            Map.entry("OptionalInt", OptionalInt.class),
            Map.entry("long", long.class),
            Map.entry("Long", Long.class),
            Map.entry("OptionalLong", OptionalLong.class),
            Map.entry("short", short.class),
            Map.entry("Short", Short.class),
            Map.entry("byte", byte.class),
            Map.entry("Byte", Byte.class),
            Map.entry("double", double.class),
            Map.entry("Double", Double.class),
            Map.entry("OptionalDouble", OptionalDouble.class),
            Map.entry("float", float.class),
            Map.entry("boolean", boolean.class),
            Map.entry("Boolean", Boolean.class),
            Map.entry("char", char.class),
            Map.entry("Character", Character.class),
            Map.entry("BigDecimal", BigDecimal.class),
            Map.entry("Instant", Instant.class),
            Map.entry("LocalDate", LocalDate.class),
            Map.entry("UUID", UUID.class),
            Map.entry("Json", Json.class),
            Map.entry("Metal", ColumnTypesTest.Metal.class),
            Map.entry("Rank", Rank.class));

    /** An enum whose constants are kept by number. */
    @EnumByOrdinal
    public enum Rank {
        LOW,
        HIGH
    }

    /** A row of primitives. */
    public record Primitives(int whole, boolean flag) {}

    /** A row of boxed values. */
    public record Boxed(@Nullable Integer whole, @Nullable Boolean flag) {}

    /** The other side of an outer join. */
    public record Owner(@PropagateNull long id, @Nullable String name) {}

    /** A row of an outer join. */
    public record Owned(int id, @Nested("owner_") @Nullable Owner owner) {}

    private Database db;

    @BeforeEach
    void open(TestDatabase test) {
        db = Database.over(test.dataSource());
    }

    private @Nullable Object read(String expression, Class<?> type) {
        return db.<@Nullable Object, RuntimeException>read(tx -> tx.handle()
                .createQuery("select " + expression + " as found")
                .mapTo(type)
                .one());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4294967297 as int",
                "4294967297 as Integer",
                "4294967297 as OptionalInt",
                "4294967297 as Rank",
                "2147483647 + cast(2147483647 as bigint) as int",
                "-2147483649 as int",
                "65537 as short",
                "65537 as Short",
                "200 as byte",
                "-129 as Byte",
                "9223372036854775808 as long",
                "9223372036854775808 as Long",
                "9223372036854775808 as OptionalLong",
                "2.5 as int",
                "2.5 as long",
                "cast(2.5 as double precision) as short",
                "cast(1e300 as double precision) as long",
                "cast(1e300 as double precision) as float",
                "'abc' as int",
                "'abc' as long",
                "'abc' as Long",
                "'12abc' as int",
                "'' as int",
                "'abc' as double",
                "'abc' as OptionalDouble",
                "'abc' as BigDecimal",
                "'abc' as boolean",
                "'' as Boolean",
                "2 as boolean",
                "-1 as Boolean",
                "'ab' as char",
                "'' as Character",
                "'yesterday' as Instant",
                "'2026-13-01T00:00:00Z' as Instant",
                "'12' as Instant",
                "'2026-02-30' as LocalDate",
                "'abc' as UUID",
                "'1-1-1-1-1' as UUID",
                "'{' as Json",
                "'TIN' as Metal",
                "'' as Metal",
                "2 as Rank",
                "'abc' as Rank"
            })
    void whatATypeCannotHoldIsRefusedAndTheColumnNamed(String expressionAsType) {
        int as = expressionAsType.lastIndexOf(" as ");
        Class<?> type = Objects.requireNonNull(TYPES.get(expressionAsType.substring(as + 4)));

        assertThatThrownBy(() -> read(expressionAsType.substring(0, as), type))
                .isInstanceOf(DatabaseException.Failed.class)
                .hasMessageStartingWith("cannot read the rows of [select ");
    }

    @Test
    void theRefusalNamesColumnValueAndType() {
        assertThatThrownBy(() -> read("4294967297", int.class))
                .hasMessage(
                        "cannot read the rows of [select 4294967297 as found]: column found holds '4294967297', which"
                                + " cannot be read as int (out of the range of int); correct the value, or read it as another"
                                + " type");
    }

    @Test
    void aCallbackMayCatchTheRefusalAndGoOn() {
        int found = db.inTransaction(tx -> {
            assertThatThrownBy(() -> tx.handle()
                            .createQuery("select 'abc'")
                            .mapTo(Long.class)
                            .list())
                    .isInstanceOf(DatabaseException.Failed.class);
            return tx.handle().createQuery("select 1").mapTo(int.class).one();
        });

        assertThat(found).isOne();
    }

    @Test
    void whatFitsIsReadWhateverTheColumnIs() {
        assertThat(read("2147483647", int.class)).isEqualTo(2147483647);
        assertThat(read("-32768", short.class)).isEqualTo((short) -32768);
        assertThat(read("127", Byte.class)).isEqualTo((byte) 127);
        assertThat(read("7", long.class)).isEqualTo(7L);
        assertThat(read("9223372036854775807", Long.class)).isEqualTo(Long.MAX_VALUE);
        assertThat(read("cast(3 as double precision)", int.class)).isEqualTo(3);
        assertThat(read("'12'", int.class)).isEqualTo(12);
        assertThat(read("'12.50'", double.class)).isEqualTo(12.5);
        assertThat(read("7", double.class)).isEqualTo(7.0);
        assertThat(read("0.1", BigDecimal.class)).isEqualTo(new BigDecimal("0.1"));
        assertThat(read("cast(0.5 as double precision)", float.class)).isEqualTo(0.5f);
        assertThat(read("1", boolean.class)).isEqualTo(true);
        assertThat(read("1 = 2", Boolean.class)).isEqualTo(false);
        assertThat(read("'true'", boolean.class)).isEqualTo(true);
        assertThat(read("'ä'", char.class)).isEqualTo('ä');
        assertThat(read("42", OptionalLong.class)).isEqualTo(OptionalLong.of(42));
        assertThat(read("42", OptionalInt.class)).isEqualTo(OptionalInt.of(42));
        assertThat(read("0.5", OptionalDouble.class)).isEqualTo(OptionalDouble.of(0.5));
        assertThat(read("1", Rank.class)).isEqualTo(Rank.HIGH);
        assertThat(read("'IRON'", ColumnTypesTest.Metal.class)).isEqualTo(ColumnTypesTest.Metal.IRON);
    }

    @Test
    void nullIsNullOrEmptyButNoPrimitive() {
        assertThat(read("cast(null as integer)", Integer.class)).isNull();
        assertThat(read("cast(null as text)", ColumnTypesTest.Metal.class)).isNull();
        assertThat(read("cast(null as integer)", OptionalLong.class)).isEqualTo(OptionalLong.empty());
        assertThatThrownBy(() -> read("cast(null as integer)", int.class))
                .isInstanceOf(DatabaseException.Failed.class)
                .hasMessageContaining("column found is NULL, and the type is int");
        assertThatThrownBy(() -> read("sum(id) from samples --", long.class))
                .isInstanceOf(DatabaseException.Failed.class);
    }

    @Test
    void componentsOfRecordsAreReadByTheSameRules() {
        String cut = "select 4294967297 as whole, 1 as flag";
        String empty = "select cast(null as integer) as whole, cast(null as integer) as flag";

        assertThatThrownBy(() -> list(Primitives.class, cut)).isInstanceOf(DatabaseException.Failed.class);
        assertThatThrownBy(() -> list(Boxed.class, cut)).isInstanceOf(DatabaseException.Failed.class);
        assertThatThrownBy(() -> list(Primitives.class, empty))
                .isInstanceOf(DatabaseException.Failed.class)
                .hasMessageContaining("column whole is NULL");
        assertThat(list(Boxed.class, empty)).containsExactly(new Boxed(null, null));
        assertThat(list(Primitives.class, "select 2 as whole, 1 as flag")).containsExactly(new Primitives(2, true));
    }

    private <T> List<T> list(Class<T> type, String sql) {
        return db.read(tx ->
                tx.handle().createQuery(sql).map(ConstructorMapper.of(type)).list());
    }

    @Test
    void withJdbisOwnSettingNullIsZeroAndCanBePropagated() {
        List<Owned> found = db.read(tx -> {
            tx.handle().getConfig(ColumnMappers.class).setCoalesceNullPrimitivesToDefaults(true);
            return tx.handle()
                    .createQuery("select 1 as id, cast(null as integer) as owner_id, cast(null as text) as owner_name")
                    .map(ConstructorMapper.of(Owned.class))
                    .list();
        });

        assertThat(found).containsExactly(new Owned(1, null));
    }

    @Test
    void bytesAreNotReadAsTextNorNumbersAsBytesOnSqlite() {
        if (db.engine() == DatabaseEngine.SQLITE) {
            assertThatThrownBy(() -> read("x'00ff'", String.class)).isInstanceOf(DatabaseException.Failed.class);
            assertThatThrownBy(() -> read("12", byte[].class)).isInstanceOf(DatabaseException.Failed.class);
            assertThat(read("12", String.class)).isEqualTo("12");
            assertThat(read("x''", byte[].class)).isEqualTo(new byte[0]);
        }
    }

    @Test
    void anOptionalIsReadByTheSameRules() {
        assertThatThrownBy(() -> db.read(tx -> tx.handle()
                        .createQuery("select 4294967297")
                        .mapTo(new org.jdbi.v3.core.generic.GenericType<Optional<Integer>>() {})
                        .one()))
                .isInstanceOf(DatabaseException.Failed.class);
    }
}
