package dev.aegis.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.TestDatabase;
import java.math.BigDecimal;
import java.nio.CharBuffer;
import java.util.List;
import org.jdbi.v3.core.generic.GenericType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one engine would change or refuse is refused on both, when it is bound; everything else can be read again. */
@DatabaseTest(prepare = ColumnTypesTest.Tables.class)
class StorableValuesTest {
    private Database db;

    @BeforeEach
    void open(TestDatabase test) {
        db = Database.over(test.dataSource());
    }

    private void store(String column, Object value) {
        db.useTransaction(tx -> {
            tx.handle().execute("delete from samples");
            tx.handle().execute("insert into samples (id, " + column + ") values (1, ?)", value);
        });
    }

    private <T> T stored(String column, Object value, Class<T> type) {
        store(column, value);
        return read(column, type);
    }

    private <T> T read(String column, Class<T> type) {
        return db.read(tx -> tx.handle()
                .createQuery("select " + column + " from samples")
                .mapTo(type)
                .one());
    }

    private void assertRefused(String column, Object value, String reason) {
        assertThatThrownBy(() -> store(column, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void halfASurrogatePairIsRefusedInEveryKindOfText() {
        for (String text : List.of("a\ud800b", "\udc00", "end\ud83d", "\udc00\ud800")) {
            assertRefused("metal", text, "half of a surrogate pair");
            assertRefused("metal", CharBuffer.wrap(text), "half of a surrogate pair");
            assertRefused("json", new Json("\"" + text + "\""), "half of a surrogate pair");
            assertThatThrownBy(() -> storeStrings(List.of("a", text)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("half of a surrogate pair");
        }
        assertRefused("metal", '\ud800', "half of a surrogate pair");
        assertRefused("json", new Json("\"\\ud83d\""), "half of a surrogate pair");
        assertRefused("json", new Json("{\"\\ud83d\": 1}"), "half of a surrogate pair");
    }

    @Test
    void theCharacterZeroIsRefusedInEveryKindOfText() {
        assertRefused("metal", "a\0b", "U+0000");
        assertRefused("metal", '\0', "U+0000");
        assertRefused("json", new Json("[\"\\u0000\"]"), "U+0000");
        assertThatThrownBy(() -> storeStrings(List.of("a\0")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("U+0000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "😀", "a😀b", "\u0001\u007f\uffff\ufffe", "é", "e\u0301", "\r\n\t", "'\"\\%_;--", "\u202e"})
    void everyOtherTextIsKept(String text) {
        db.useTransaction(tx -> {
            tx.handle().execute("create table texts (kept text)");
            tx.handle().execute("insert into texts values (?)", text);
            assertThat(tx.handle()
                            .createQuery("select kept from texts")
                            .mapTo(String.class)
                            .one())
                    .isEqualTo(text);
        });
        storeStrings(List.of(text, text));
        assertThat(db.<List<String>, RuntimeException>read(tx -> tx.handle()
                        .createQuery("select strings from samples")
                        .mapTo(TypeMapping.STRINGS)
                        .one()))
                .containsExactly(text, text);
    }

    private void storeStrings(List<String> strings) {
        db.useTransaction(tx -> tx.handle()
                .createUpdate("insert into samples (id, strings) values (9, :strings)")
                .bindByType("strings", strings, TypeMapping.STRINGS)
                .execute());
    }

    @Test
    void notANumberIsRefusedAndInfinityIsKept() {
        assertRefused("fraction", Double.NaN, "NaN");
        assertRefused("fraction", Float.NaN, "NaN");
        assertRefused("fraction", java.util.OptionalDouble.of(Double.NaN), "NaN");
        assertThat(stored("fraction", Double.POSITIVE_INFINITY, Double.class)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(stored("fraction", Double.NEGATIVE_INFINITY, double.class)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(stored("fraction", Float.POSITIVE_INFINITY, float.class)).isEqualTo(Float.POSITIVE_INFINITY);
    }

    @Test
    void doublesAreKeptToTheLastBitAndNegativeZeroIsZero() {
        for (double number : new double[] {
            0.1, Double.MIN_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE, -1.0 / 3, 1e22, 9007199254740992.0
        }) {
            assertThat(stored("fraction", number, Double.class)).isEqualTo(number);
        }
        assertThat(stored("fraction", 0.1f, float.class)).isEqualTo(0.1f);
        assertThat(Double.doubleToRawLongBits(stored("fraction", -0.0, double.class)))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E+131072", "1E+999999999", "-1E+131072", "1E-16384", "1E-999999999"})
    void aDecimalOfMoreDigitsThanPostgresqlStoresIsRefused(String decimal) {
        assertRefused("decimal", new BigDecimal(decimal), "digits before the point");
    }

    @Test
    void theLargestAndTheSmallestDecimalAreKept() {
        db.useTransaction(tx -> tx.handle()
                .execute("create table decimals (kept " + (db.engine() == DatabaseEngine.SQLITE ? "text" : "numeric")
                        + ")"));
        for (String decimal :
                List.of("1E+131071", "1E-16383", "0E-16383", "-0.10", "0", "1E+3", "123456789.987654321")) {
            BigDecimal number = new BigDecimal(decimal);
            BigDecimal found = db.inTransaction(tx -> {
                tx.handle().execute("delete from decimals");
                tx.handle().execute("insert into decimals values (?)", number);
                return tx.handle()
                        .createQuery("select kept from decimals")
                        .mapTo(BigDecimal.class)
                        .one();
            });
            assertThat(found).isEqualByComparingTo(number);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1E1000,1]",
                "1e-2000",
                "-1e1500",
                "1e131071",
                "1e-16383",
                "[1.5e-3, -0.25E+2, 0]",
                "\"\\ud83d\\ude00\"",
                "{\"a\": {\"a\": 1}, \"b\": [{\"a\": 1}]}",
                "\"\\\\u0000\"",
                "null",
                "  [ ]  "
            })
    void jsonThatIsStoredCanBeReadAndStoredAgain(String document) {
        Json first = stored("json", new Json(document), Json.class);
        Json second = stored("json", first, Json.class);

        assertThat(second).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e131072", "[1e99999999999999999999]", "1e-16384", "-12e131071", "0.1e-16383"})
    void jsonWithANumberOfMoreDigitsThanPostgresqlStoresIsRefused(String document) {
        assertRefused("json", new Json(document), "digits before the point");
    }

    @Test
    void jsonWithAKeyTwiceIsRefusedSincePostgresqlWouldDropOne() {
        assertRefused("json", new Json("{\"a\": 1, \"a\": 2}"), "Duplicate");
    }

    @Test
    void jsonNestsAThousandLevelsDeep() {
        Json deepest = new Json("[".repeat(1000) + "]".repeat(1000));

        assertThat(stored("json", deepest, Json.class).text()).startsWith("[[[[");
        assertRefused("json", new Json("[".repeat(1001) + "]".repeat(1001)), "nests deeper");
    }

    @Test
    void whatAnotherProgramNestedDeeperIsRead() {
        String deep = "[".repeat(1500) + "]".repeat(1500);
        db.useTransaction(tx -> tx.handle().execute("insert into samples (id, json) values (1, '" + deep + "')"));

        assertThat(read("json", Json.class).text()).isEqualTo(deep);
    }

    @Test
    void anArrayOfArraysIsRefusedWithASentence() {
        if (db.engine() == DatabaseEngine.POSTGRESQL) {
            for (String array : List.of("array[['a'], ['b']]", "array[1, 2]")) {
                assertThatThrownBy(() -> db.read(tx -> tx.handle()
                                .createQuery("select " + array)
                                .mapTo(TypeMapping.STRINGS)
                                .one()))
                        .isInstanceOf(DatabaseException.Failed.class)
                        .hasMessageContaining("not an array of strings");
            }
        }
    }

    @Test
    void aColumnOfTypeJsonTakesJsonToo() {
        if (db.engine() == DatabaseEngine.POSTGRESQL) {
            db.useTransaction(tx -> {
                tx.handle().execute("create table documents (plain json, words text)");
                tx.handle().execute("insert into documents values (?, ?)", new Json("{\"a\": 1}"), new Json("[2]"));
                assertThat(tx.handle()
                                .createQuery("select plain from documents")
                                .mapTo(Json.class)
                                .one())
                        .isEqualTo(new Json("{\"a\": 1}"));
            });
        }
    }

    /** A list longer than a JSON parser takes by default. */
    @Test
    void aListWithAVeryLongStringCanBeReadAgain() {
        String text = "x".repeat(21_000_000);
        storeStrings(List.of(text));

        List<String> found = db.read(tx -> tx.handle()
                .createQuery("select strings from samples")
                .mapTo(new GenericType<List<String>>() {})
                .one());

        assertThat(found.get(0)).hasSameSizeAs(text);
    }

    @Test
    void aRefusedValueLeavesTheTransactionUsable() {
        @Nullable
        String kept = db.inTransaction(tx -> {
            assertThatThrownBy(() -> tx.handle().execute("insert into samples (id, metal) values (1, ?)", "\0"))
                    .isInstanceOf(IllegalArgumentException.class);
            tx.handle().execute("insert into samples (id, metal) values (1, ?)", "IRON");
            return tx.handle()
                    .createQuery("select metal from samples")
                    .mapTo(String.class)
                    .one();
        });

        assertThat(kept).isEqualTo("IRON");
    }
}
