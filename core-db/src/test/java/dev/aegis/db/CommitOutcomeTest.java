package dev.aegis.db;

import static dev.aegis.db.NotesTable.insert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.testing.DatabasePreparation;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What comes out when COMMIT itself fails, and the outcome is known. */
@DatabaseTest(prepare = CommitOutcomeTest.Tables.class, isolation = Isolation.FRESH)
class CommitOutcomeTest {

    /** Notes, and replies whose foreign key is checked at commit. */
    public static final class Tables implements DatabasePreparation {
        @Override
        public void prepare(TestDatabase database) {
            new NotesTable().prepare(database);
            database.execute("create table replies (body varchar(100) not null"
                    + " references notes (body) deferrable initially deferred)");
        }
    }

    @Test
    void aConstraintCheckedAtCommitRollsBackAndIsNamed(TestDatabase test) {
        try (Database db = Database.open(DatabaseConfig.of(test.url()))) {
            AtomicInteger callbacks = new AtomicInteger();

            assertThatThrownBy(() -> db.useTransaction(TransactionOptions.DEFAULT.withRetries(3), tx -> {
                        insert(tx, "a");
                        tx.handle().execute("insert into replies (body) values ('to nobody')");
                        tx.afterCommit(callbacks::incrementAndGet);
                    }))
                    .isInstanceOfSatisfying(
                            DatabaseException.ConstraintViolated.class,
                            e -> assertThat(e.kind()).isEqualTo(DatabaseException.ConstraintViolated.Kind.FOREIGN_KEY));

            assertThat(callbacks).hasValue(0);
            db.useTransaction(tx -> insert(tx, "b"));
        }
        assertThat(test.query("select body from notes"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsValue("b"));
    }
}
