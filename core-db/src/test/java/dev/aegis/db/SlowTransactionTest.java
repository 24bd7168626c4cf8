package dev.aegis.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clause 7. The threshold is a nanosecond, so that every transaction counts as slow. */
@DatabaseTest(prepare = NotesTable.class, isolation = Isolation.FRESH)
class SlowTransactionTest {

    private static Database open(TestDatabase test, Duration threshold) {
        return Database.open(
                DatabaseConfig.builder(test.url()).slowTransaction(threshold).build());
    }

    @Test
    void isRecordedWithDurationNameAndTheLineThatRanIt(TestDatabase test) {
        try (Database db = open(test, Duration.ofNanos(1))) {
            db.useTransaction(TransactionOptions.named("import"), tx -> NotesTable.insert(tx, "a"));

            List<SlowTransaction> slow = db.health().slowTransactions();
            assertThat(slow).first().satisfies(record -> {
                assertThat(record.name()).isEqualTo("import");
                assertThat(record.caller()).matches("SlowTransactionTest\\.java:\\d+");
                assertThat(record.duration()).isPositive();
            });
        }
    }

    @Test
    void isRecordedWhenItFails(TestDatabase test) {
        try (Database db = open(test, Duration.ofNanos(1))) {
            assertThatThrownBy(() -> db.read(tx -> {
                        throw new IllegalStateException();
                    }))
                    .isInstanceOf(IllegalStateException.class);

            assertThat(db.health().slowTransactions())
                    .extracting(SlowTransaction::name)
                    .contains("unnamed");
        }
    }

    @Test
    void onlyTheLastTwentyAreKept(TestDatabase test) {
        try (Database db = open(test, Duration.ofNanos(1))) {
            for (int i = 0; i < 30; i++) {
                db.read(NotesTable::count);
            }

            assertThat(db.health().slowTransactions()).hasSize(20);
        }
    }

    @Test
    void zeroTurnsTheRecordOff(TestDatabase test) {
        try (Database db = open(test, Duration.ZERO)) {
            db.read(NotesTable::count);

            assertThat(db.health().slowTransactions()).isEmpty();
        }
    }
}
