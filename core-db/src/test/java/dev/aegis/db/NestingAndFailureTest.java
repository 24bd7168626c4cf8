package dev.aegis.db;

import static dev.aegis.db.NotesTable.insert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.DatabaseTestOverride;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every way to nest, with every way to fail: what remains is the same on both engines, and the same whether the test's
 * transaction is rolled back around it or its commits are real.
 */
@DatabaseTest(prepare = NotesTable.class)
class NestingAndFailureTest {

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @Combinations
    void insideTheTransactionOfTheTest(Nesting nesting, Failure failure, String remaining, TestDatabase test) {
        check(nesting, failure, remaining, test);
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @Combinations
    @DatabaseTestOverride(isolation = Isolation.FRESH)
    void withCommitsThatAreReal(Nesting nesting, Failure failure, String remaining, TestDatabase test) {
        check(nesting, failure, remaining, test);
    }

    private static void check(Nesting nesting, Failure failure, String remaining, TestDatabase test) {
        Database db = Database.over(test.dataSource(), Clock.systemUTC());

        Throwable thrown = catchThrowable(() -> run(db, nesting, failure));

        if (failure == Failure.NONE || failure == Failure.INNER_CAUGHT) {
            assertThat(thrown).isNull();
        } else {
            assertThat(thrown).isInstanceOf(Deliberate.class);
        }
        List<String> expected = remaining.equals("nothing") ? List.of() : List.of(remaining.split(" "));
        assertThat(test.query("select body from notes"))
                .extracting("body")
                .containsExactlyInAnyOrderElementsOf(List.<Object>copyOf(expected));
    }

    private static void run(Database db, Nesting nesting, Failure failure) {
        db.useTransaction(outer -> {
            insert(outer, "before");
            if (failure == Failure.INNER_CAUGHT) {
                assertThat(catchThrowable(() -> nest(db, outer, nesting, failure)))
                        .isInstanceOf(Deliberate.class);
            } else {
                nest(db, outer, nesting, failure);
            }
            insert(outer, "after");
            if (failure == Failure.OUTER) {
                throw new Deliberate();
            }
        });
    }

    private static void nest(Database db, Transaction outer, Nesting nesting, Failure failure) {
        switch (nesting) {
            case ONE -> outer.useTransaction(inner -> last(inner, failure));
            case TWO_IN_A_ROW -> {
                db.useTransaction(first -> insert(first, "first"));
                db.useTransaction(second -> last(second, failure));
            }
            case TWO_DEEP ->
                outer.useTransaction(middle -> {
                    insert(middle, "middle");
                    db.useTransaction(innermost -> last(innermost, failure));
                });
        }
    }

    /** The innermost transaction, or the last of those that are. */
    private static void last(Transaction tx, Failure failure) {
        insert(tx, "last");
        if (failure == Failure.INNER_CAUGHT || failure == Failure.INNER) {
            throw new Deliberate();
        }
    }

    enum Nesting {
        ONE,
        TWO_IN_A_ROW,
        TWO_DEEP
    }

    enum Failure {
        NONE,
        /** The last inner transaction fails; the outer one catches that and goes on. */
        INNER_CAUGHT,
        /** The last inner transaction fails, and with it the outer one. */
        INNER,
        /** The outer transaction fails after the inner ones have ended well. */
        OUTER
    }

    private static final class Deliberate extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Retention(RetentionPolicy.RUNTIME)
    @CsvSource({
        "ONE,          NONE,         before last after",
        "ONE,          INNER_CAUGHT, before after",
        "ONE,          INNER,        nothing",
        "ONE,          OUTER,        nothing",
        "TWO_IN_A_ROW, NONE,         before first last after",
        "TWO_IN_A_ROW, INNER_CAUGHT, before first after",
        "TWO_IN_A_ROW, INNER,        nothing",
        "TWO_IN_A_ROW, OUTER,        nothing",
        "TWO_DEEP,     NONE,         before middle last after",
        "TWO_DEEP,     INNER_CAUGHT, before after",
        "TWO_DEEP,     INNER,        nothing",
        "TWO_DEEP,     OUTER,        nothing",
    })
    private @interface Combinations {}
}
