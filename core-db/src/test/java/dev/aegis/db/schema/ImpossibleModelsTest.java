package dev.aegis.db.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each fault is one line that names the record and the component. */
class ImpossibleModelsTest {

    private static List<String> faults(Class<?>... records) {
        List<Class<? extends Record>> models = new ArrayList<>();
        Stream.of(records).forEach(record -> models.add(record.asSubclass(Record.class)));
        SchemaException exception = catchThrowableOfType(SchemaException.class, () -> RecordSchema.of(models));
        assertThat(exception).as("a refusal").isNotNull();
        String prefix = ImpossibleModelsTest.class.getName() + ".";
        assertThat(exception).hasMessage(String.join("\n", exception.faults()));
        return exception.faults().stream().map(line -> line.replace(prefix, "")).toList();
    }

    record NoTable(@Id long id) {}

    @Test
    void withoutATable() {
        assertThat(faults(NoTable.class)).containsExactly("NoTable: is no model: it has no @Table(\"name\")");
    }

    @Table("t")
    record NoKey(long id) {}

    @Test
    void withoutAKey() {
        assertThat(faults(NoKey.class))
                .containsExactly("NoKey: no component is marked @Id; a table needs a primary key");
    }

    @Table("t")
    record Types(
            @Id long id,
            LocalDateTime time,
            float ratio,
            List<Integer> numbers,
            List<@Nullable String> holes,
            Object anything) {}

    @Test
    void withTypesThatNoColumnHas() {
        assertThat(faults(Types.class)).hasSize(5).allMatch(line -> line.contains(" has no column type; use String, "));
        assertThat(faults(Types.class).get(0)).startsWith("Types.time: the type java.time.LocalDateTime has no");
    }

    @Table("t")
    record Sizes(
            @Id long id,
            BigDecimal bare,
            @Column(precision = 3, scale = 4) BigDecimal tooFine,
            @Column(length = 10) int number,
            @Column(length = -1) String negative,
            @Column(precision = 3) double fraction) {}

    @Test
    void withSizesThatDoNotFitTheType() {
        assertThat(faults(Sizes.class))
                .containsExactly(
                        "Sizes.bare: a BigDecimal needs @Column(precision = 1 to 1000, scale = 0 to precision);"
                                + " it has 0 and 0",
                        "Sizes.tooFine: a BigDecimal needs @Column(precision = 1 to 1000, scale = 0 to precision);"
                                + " it has 3 and 4",
                        "Sizes.number: @Column(length = 10): a length is that of a String or an enum, from 1 to 10485760",
                        "Sizes.negative: @Column(length = -1): a length is that of a String or an enum, from 1 to"
                                + " 10485760",
                        "Sizes.fraction: @Column: precision and scale are those of a BigDecimal");
    }

    @Table("t")
    record SameColumn(
            @Id long id,
            String displayName,
            @Column(name = "display_name") String other) {}

    @Table("t")
    record SameTable(@Id long id) {}

    @Test
    void withANameGivenTwice() {
        assertThat(faults(SameColumn.class))
                .containsExactly("SameColumn.other: the column display_name is already that of displayName");
        assertThat(faults(SameColumn.class, SameTable.class))
                .contains("SameTable: @Table(\"t\") is already the table of SameColumn");
    }

    @Table("t")
    @Index(columns = "name", name = "t_name_key")
    record SameIndex(@Id long id, @Unique String name) {}

    @Test
    void withAnIndexCalledAsAConstraint() {
        assertThat(faults(SameIndex.class))
                .containsExactly("SameIndex: the name t_name_key is already that of a constraint or index of t;"
                        + " give another name");
    }

    enum Metal {
        IRON
    }

    @Table("t")
    @SuppressWarnings("ArrayRecordComponent") // only a model
    record Defaults(
            @Default("1") @Id long id,
            @Default("ten") int rating,
            @Default("40000") short small,
            @Default("yes") boolean flag,

            @Default("12.345") @Column(precision = 5, scale = 2)
            BigDecimal fine,

            @Default("1234") @Column(precision = 5, scale = 2)
            BigDecimal wide,

            @Default("too long") @Column(length = 5) String name,
            @Default("GOLD") Metal metal,
            @Default("yesterday") Instant instant,
            @Default({"a", "b"}) String two,
            @Default("NaN") double fraction,
            @Default("00") byte[] bytes) {}

    @Test
    void withADefaultOfAnotherType() {
        assertThat(faults(Defaults.class))
                .containsExactly(
                        "Defaults.id: the database gives the value; remove @Default, or write @Id(generated = false)",
                        "Defaults.rating: @Default(\"ten\") is no value of type integer: not a number in its range",
                        "Defaults.small: @Default(\"40000\") is no value of type smallint: not a number in its range",
                        "Defaults.flag: @Default(\"yes\") is no value of type boolean: write true or false",
                        "Defaults.fine: @Default(\"12.345\") is no value of type decimal:"
                                + " more than 5 digits, 2 of them after the point",
                        "Defaults.wide: @Default(\"1234\") is no value of type decimal:"
                                + " more than 5 digits, 2 of them after the point",
                        "Defaults.name: @Default(\"too long\") is no value of type varchar:"
                                + " 8 characters in a column of 5",
                        "Defaults.metal: @Default(\"GOLD\") is no value of type varchar: no constant of Metal",
                        "Defaults.instant: @Default(\"yesterday\") is no value of type instant:"
                                + " Text 'yesterday' could not be parsed at index 0",
                        "Defaults.two: @Default([a, b]) is no value of type text: give one value",
                        "Defaults.fraction: @Default(\"NaN\") is no value of type double: not a number in its range",
                        "Defaults.bytes: @Default(\"00\") is no value of type bytes: bytes take no default");
    }

    @Table("t")
    @Unique(columns = "nme")
    @Unique(columns = {"name", "name"})
    @Index
    @Index(columns = "name", where = "deleted_at is null")
    @Check("colour = 'red'")
    @Check("1 = 1")
    @Check("(name = 'a'")
    @Check("name = 'a'; drop table t")
    record Unknown(
            @Id long id,
            @Index(columns = "id") @Check("length(nme) > 3") String name) {}

    @Test
    void withConstraintsOnColumnsThatAreNotThere() {
        String there = ", which is no column of t; there are id, name";
        assertThat(faults(Unknown.class))
                .contains(
                        "Unknown: @Unique speaks of nme" + there,
                        "Unknown: @Unique names a column twice: [name, name]",
                        "Unknown: @Index: name the columns, or write it on a component",
                        "Unknown: @Index(where = \"deleted_at is null\") speaks of deleted_at" + there,
                        "Unknown: @Check(\"colour = 'red'\") speaks of colour" + there,
                        "Unknown: @Check(\"1 = 1\") speaks of no column",
                        "Unknown: @Check(\"(name = 'a'\") is not a condition: a parenthesis is not closed",
                        "Unknown: @Check(\"name = 'a'; drop table t\") is not a condition: unexpected ;",
                        "Unknown.name: @Check(\"length(nme) > 3\") speaks of nme" + there,
                        "Unknown.name: @Index: columns are for the annotation on the record; here it is this one");
    }

    @Table("t")
    @Index(columns = "id", where = "weight > 1")
    @Check("price is not null and cast(price as numeric) > 0 or weight_class = 'weight'")
    record Decimals(
            @Id long id,

            @Column(precision = 8, scale = 3) @Check("weight > 0")
            BigDecimal weight,

            @Nullable @Column(precision = 8, scale = 3) BigDecimal price,
            String weightClass) {}

    @Test
    void withDecimalsComparedAsTheTextsThatSqliteKeeps() {
        String remedy = " compares weight, which SQLite keeps as text, where 9 is more than 20;"
                + " write cast(weight as numeric)";
        assertThat(faults(Decimals.class))
                .containsExactlyInAnyOrder(
                        "Decimals: @Index(where = \"weight > 1\")" + remedy,
                        "Decimals.weight: @Check(\"weight > 0\")" + remedy);
    }

    @Table("t")
    record Strangers(
            @Id long id,
            @References(NoTable.class) long noTable,
            @References(SameTable.class) long notThere,
            @References(table = "nowhere") long nowhere,
            @References long neither,

            @References(value = Other.class, table = "others")
            long twoOfThem,

            @References(Other.class) int narrow,

            @References(value = Other.class, onDelete = OnDelete.SET_NULL)
            long neverNull,

            @References(Pair.class) long pair) {}

    @Table("others")
    record Other(@Id long id) {}

    @Table("pairs")
    record Pair(@Id long one, @Id long two) {}

    @Test
    void withReferencesToWhatCannotBeReferenced() {
        assertThat(faults(Strangers.class, Other.class, Pair.class))
                .containsExactly(
                        "Strangers.noTable: @References(NoTable.class): this record has no @Table",
                        "Strangers.notThere: @References(SameTable.class): this record is not among the models",
                        "Strangers.nowhere: @References(table = \"nowhere\"): no record is the model of this table",
                        "Strangers.neither: @References names a record or a table, one of them",
                        "Strangers.twoOfThem: @References names a record or a table, one of them",
                        "Strangers.narrow: @References: it has the type integer, and others.id the type bigint",
                        "Strangers.neverNull: @References(onDelete = SET_NULL) needs a column that takes NULL;"
                                + " add @Nullable",
                        "Strangers.pair: @References: pairs has no primary key of one column, and others cannot be"
                                + " referenced");
    }

    @Table("hens")
    record Hen(
            @Id long id,
            @References(table = "eggs") @Nullable Long eggId) {}

    @Table("eggs")
    record Egg(
            @Id long id,
            @References(table = "hens") @Nullable Long henId) {}

    @Test
    void thatReferenceEachOther() {
        assertThat(faults(Egg.class, Hen.class, Other.class))
                .containsExactly("@References: the tables eggs, hens reference each other in a circle, and none can be"
                        + " created first; leave @References out of one of them, or move that one to a record of its own with"
                        + " references to both");
    }

    @Table("t")
    @SuppressWarnings("NullablePrimitive") // the fault that is tested
    record Nulls(@Id @Nullable Long id, @Nullable int number) {}

    @Test
    void withNullWhereItCannotBe() {
        assertThat(faults(Nulls.class))
                .containsExactly(
                        "Nulls.id: a part of the primary key is never null; remove @Nullable or @Id",
                        "Nulls.number: a primitive is never null; remove @Nullable, or use the boxed type");
    }

    @Table("Order")
    @Index(columns = "user", name = "pg_names")
    @Check(value = "id > 0", name = "sqlite_names")
    record Names(
            @Id long id,
            String user,
            @Column(name = "Material") String material,
            @Column(name = "größe") String unicode,
            @Column(name = "a\"b") String quoted,
            @Column(name = "") String defaultName,

            @Column(name = "a_name_that_goes_on_and_on_and_on_until_postgres_has_had_enough_of_it")
            String longName,

            @Unique(name = "2nd") String xmin,

            @References(value = Other.class, name = "databasechangelog_fkey")
            long rowid) {}

    @Table("select")
    record Reserved(@Id long id) {}

    @Table("sqlite_things")
    record OfSqlite(@Id long id) {}

    @Table("pg_class")
    record OfPostgres(@Id long id) {}

    @Test
    void withNamesThatWouldNeedQuotationMarks() {
        String letters = "is not a name of lower-case letters, digits and underscores that begins with a letter";
        String column = "; give another one with @Column(name = \"…\")";
        String table = "; give the table another name";
        String system = " begins as names of an engine or of Liquibase do";
        assertThat(faults(Names.class, Reserved.class, OfSqlite.class, OfPostgres.class, Other.class))
                .containsExactly(
                        "Names: @Table(\"Order\") " + letters + table,
                        "Names.user: the column's name user is a reserved word of SQL" + column,
                        "Names.material: the column's name Material " + letters + column,
                        "Names.unicode: the column's name größe " + letters + column,
                        "Names.quoted: the column's name a\"b " + letters + column,
                        "Names.longName: the column's name a_name_that_goes_on_and_on_and_on_until_postgres_has_had"
                                + "_enough_of_it has 69 characters, and PostgreSQL takes 63" + column,
                        "Names.xmin: the column's name xmin is that of a hidden column, which every table of an engine has"
                                + column,
                        "Names.rowid: the column's name rowid is that of a hidden column, which every table of an engine"
                                + " has" + column,
                        "OfPostgres: @Table(\"pg_class\")" + system + table,
                        "OfSqlite: @Table(\"sqlite_things\")" + system + table,
                        "Reserved: @Table(\"select\") is a reserved word of SQL" + table,
                        "Names.xmin: the name 2nd " + letters + "; give another one",
                        "Names.rowid: the name databasechangelog_fkey" + system + "; give another one",
                        "Names: the name sqlite_names" + system + "; give another one",
                        "Names: the name pg_names" + system + "; give another one");
    }

    @Table("anvils")
    @Index(columns = "name", name = "hammers_id_seq")
    record Anvil(@Id long id, String name) {}

    @Table("hammers")
    record Hammer(@Id long id) {}

    @Table("a_table_with_a_name_that_has_sixty_three_characters_in_postgres")
    @Unique(columns = "name", name = "a_table_with_a_name_that_has_sixty_three_characters_in_p_id_seq")
    record LongTable(@Id long id, String name) {}

    @Test
    void withTheNamesOfSequences() {
        assertThat(faults(Anvil.class, Hammer.class, LongTable.class))
                .containsExactlyInAnyOrder(
                        "LongTable: the name a_table_with_a_name_that_has_sixty_three_characters_in_p_id_seq is already"
                                + " that of the sequence of"
                                + " a_table_with_a_name_that_has_sixty_three_characters_in_postgres; give another name",
                        "Anvil: the name hammers_id_seq is already that of the sequence of hammers; give another name");
    }

    enum Wordy {
        A_CONSTANT_WITH_A_NAME
    }

    enum Empty {}

    @Table("t")
    record Enums(
            @Id(generated = false) int id,
            @Column(length = 10) Wordy tooLong,
            Empty empty) {}

    @Test
    void withEnumsThatDoNotFit() {
        assertThat(faults(Enums.class))
                .containsExactly(
                        "Enums.tooLong: A_CONSTANT_WITH_A_NAME has 22 characters; give @Column(length = …) to more"
                                + " than 10",
                        "Enums.empty: Empty has no constant");
    }

    @Table("t")
    @Unique(columns = {"name", "place"})
    @Unique(
            columns = {"name", "place"},
            name = "t_again")
    @Unique(columns = {"place", "name"})
    record UniqueTwice(@Id @Unique long id, String name, String place) {}

    @Test
    void withUniqueConstraintsOverWhatIsUnique() {
        assertThat(faults(UniqueTwice.class))
                .containsExactly(
                        "UniqueTwice: @Unique t_again is over the columns of @Unique t_name_place_key,"
                                + " which are unique by that already: remove it",
                        "UniqueTwice: @Unique t_id_key is over the columns of the primary key,"
                                + " which are unique by that already: remove it");
    }

    @Table("t")
    @KeptColumns({"name", "gone"})
    record KeptComponent(@Id long id, String name) {}

    @Test
    void withAComponentThatIsKeptWithoutOne() {
        assertThat(faults(KeptComponent.class))
                .containsExactly(
                        "KeptComponent: @KeptColumns names name, which is a column of the record: remove it from the annotation");
    }
}
