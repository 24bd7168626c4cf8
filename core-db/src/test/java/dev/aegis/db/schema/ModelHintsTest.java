package dev.aegis.db.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.aegis.db.Json;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What models say about the way to their schema, and what looks as if it said more than it does. */
class ModelHintsTest {

    private static List<String> faults(Class<?>... records) {
        List<Class<? extends Record>> models = new ArrayList<>();
        Stream.of(records).forEach(record -> models.add(record.asSubclass(Record.class)));
        SchemaException exception = catchThrowableOfType(SchemaException.class, () -> RecordSchema.of(models));
        assertThat(exception).as("a refusal").isNotNull();
        String prefix = ModelHintsTest.class.getName() + ".";
        return exception.faults().stream().map(line -> line.replace(prefix, "")).toList();
    }

    @Table("things")
    @RenamedFrom("objects")
    record Thing(
            @Id long id,

            @RenamedFrom("weight") @Backfill(" lower( name )  || 'x' ")
            String label,

            @Backfill("-5") int depth) {}

    @Test
    void areReadFromAnnotations() {
        SchemaHints hints = RecordSchema.of(List.of(Thing.class)).hints();

        assertThat(hints.formerName("things")).contains("objects");
        assertThat(hints.formerName("things", "label")).contains("weight");
        assertThat(hints.backfill("things", "label")).contains("lower( name ) || 'x'");
        assertThat(hints.backfill("things", "depth")).contains("-5");
        assertThat(hints.backfill("things", "id")).isEmpty();
    }

    @Table("others")
    @RenamedFrom("things")
    @SuppressWarnings("ArrayRecordComponent") // bytes
    record Other(
            @Id long id,
            @RenamedFrom("id") int number,
            @RenamedFrom("a b") int fog,
            @RenamedFrom("was") int one,
            @RenamedFrom("was") int two,
            @Backfill("0") @Nullable Integer maybe,
            @Backfill("fog; drop") int clever,
            @Backfill("current_timestamp") Instant at,

            @Backfill("price * 2") @Column(precision = 5, scale = 2)
            BigDecimal price,

            @Backfill("name like 'a%'") boolean alike,
            @Backfill("x'00fF'") byte[] constant,
            @Backfill("coalesce(constant, x'')") byte[] other,
            @Backfill("x'0'") byte[] half,
            @Backfill("'\\x00'") byte[] text,
            @Backfill("cast(fog as bytea)") byte[] converted) {}

    @Test
    void areFaultyWithTheReason() {
        assertThat(faults(Other.class, Thing.class))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .isEqualTo(
                                        "Other: @RenamedFrom(\"things\"): a model has a table of this name; remove the annotation"),
                        line -> assertThat(line)
                                .contains("Other.number: @RenamedFrom(\"id\"): a model has a column of this name"),
                        line -> assertThat(line)
                                .contains("Other.fog: @RenamedFrom(\"a b\"): the name is not a name of lower-case")
                                .endsWith("; rename it in a changeset of your own"),
                        line -> assertThat(line)
                                .isEqualTo(
                                        "Other.one: @RenamedFrom(\"was\"): another column has the annotation with this name; leave it on one"),
                        line -> assertThat(line).startsWith("Other.two: @RenamedFrom(\"was\"): another column"),
                        line -> assertThat(line)
                                .contains("Other.maybe: @Backfill(\"0\") is for a column that is never null"),
                        line -> assertThat(line)
                                .contains("Other.clever: @Backfill(\"fog; drop\") is not a condition: unexpected ;"),
                        line -> assertThat(line)
                                .contains("Other.at: @Backfill(\"current_timestamp\") uses current_timestamp"),
                        line -> assertThat(line)
                                .contains("Other.price: @Backfill(\"price * 2\") calculates with a decimal"),
                        line -> assertThat(line).contains("Other.alike: @Backfill(\"name like 'a%'\") uses like"),
                        line -> assertThat(line)
                                .isEqualTo("Other.half: @Backfill(\"x'0'\") is for bytes: write a column of bytes, or"
                                        + " constants in hexadecimal digits such as x'00ff'"),
                        line -> assertThat(line).startsWith("Other.text: @Backfill(\"'\\x00'\") is for bytes"),
                        line -> assertThat(line)
                                .startsWith("Other.converted: @Backfill(\"cast(fog as bytea)\") is for bytes"));
    }

    private static final class Library {
        @Retention(RetentionPolicy.RUNTIME)
        @interface Nullable {}
    }

    @Table("t")
    @SuppressWarnings({"ArrayRecordComponent", "NullablePrimitiveArray"}) // they are what is refused
    record Nulls(
            @Id long id,
            @Nullable byte[] elements,
            byte @Nullable [] bytes,
            @Library.Nullable String other) {}

    @Test
    void nullableHasToBeTheRightOneInTheRightPlace() {
        assertThat(faults(Nulls.class))
                .containsExactly(
                        "Nulls.elements: @Nullable is that of the bytes here, not of the array; write byte @Nullable []",
                        "Nulls.other: dev.aegis.db.schema.ModelHintsTest$Library$Nullable has no effect here;"
                                + " use org.jspecify.annotations.Nullable");
    }

    @Table("t")
    @Check("x < 1e10 and x > -1.5E-3")
    record Exponents(@Id long id, double x) {}

    @Test
    void numbersMayHaveExponents() {
        assertThat(RecordSchema.of(List.of(Exponents.class))
                        .table("t")
                        .orElseThrow()
                        .checks())
                .extracting(CheckConstraint::expression)
                .containsExactly("x < 1e10 and x > -1.5E-3");
    }

    @Table("t")
    @Check("code like 'A%'")
    @Check("code ~ 'A'")
    @Check("code glob 'A*'")
    @Check("code || 'x' = 'ax'")
    @Check("code = 'like || ~'")
    record Conditions(@Id long id, String code) {}

    @Test
    void conditionsMeanTheSameOnBothEngines() {
        assertThat(faults(Conditions.class))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith(
                                        "Conditions: @Check(\"code like 'A%'\") uses like, which the engines understand in"
                                                + " different ways")
                                .endsWith("substr(code, 1, 1) = 'A' for code like 'A%'"),
                        line -> assertThat(line).startsWith("Conditions: @Check(\"code ~ 'A'\") uses ~, which"),
                        line -> assertThat(line).startsWith("Conditions: @Check(\"code glob 'A*'\") uses glob, which"),
                        line -> assertThat(line)
                                .startsWith("Conditions: @Check(\"code || 'x' = 'ax'\") uses ||, which"));
    }

    @Table("t")
    record Texts(
            @Id long id,
            @Default("a\0b") String nul,
            @Default("\uD800") @Column(length = 5) String half,
            @Default("{\"a\":\"\\u0000\"}") Json escaped,
            @Default("1e999999999") Json large,
            @Default({"a", "\uDC00"}) List<String> list) {}

    @Test
    void defaultsCanBeKeptByBothEngines() {
        assertThat(faults(Texts.class))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains("Texts.nul: @Default(")
                                .endsWith("PostgreSQL keeps no character 0"),
                        line -> assertThat(line)
                                .contains("Texts.half: ")
                                .endsWith("half of a surrogate pair is not a character"),
                        line -> assertThat(line)
                                .contains("Texts.escaped: ")
                                .endsWith("PostgreSQL keeps no character 0"),
                        line -> assertThat(line)
                                .contains("Texts.large: ")
                                .endsWith("PostgreSQL keeps no number of so many digits"),
                        line -> assertThat(line)
                                .contains("Texts.list: ")
                                .endsWith("half of a surrogate pair is not a character"));
    }
}
