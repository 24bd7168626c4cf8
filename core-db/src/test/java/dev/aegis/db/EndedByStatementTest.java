package dev.aegis.db;

import static dev.aegis.db.NotesTable.insert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A statement that ends the transaction although its text does not tell: the engine is asked. */
@DatabaseTest(prepare = NotesTable.class, isolation = Isolation.FRESH)
class EndedByStatementTest {

    @Test
    void isToldAndNothingIsExecutedAfterIt(TestDatabase test) {
        onBothKinds(test, db -> {
            assertThatThrownBy(() -> db.useTransaction(tx -> {
                        insert(tx, "before");
                        end(db, tx);
                        assertThatThrownBy(() -> insert(tx, "after"))
                                .hasStackTraceContaining("a statement before this one has ended the transaction");
                    }))
                    .isInstanceOf(DatabaseException.Failed.class)
                    .hasMessageContaining("a statement of the callback has ended the transaction");

            assertThat(test.query("select body from notes where body = 'after'"))
                    .isEmpty();
            db.useTransaction(tx -> insert(tx, "the next has a transaction of its own"));
            test.execute("delete from notes");
        });
    }

    @Test
    void isToldAlsoWhenTheCallbackThrows(TestDatabase test) {
        onBothKinds(test, db -> {
            assertThatThrownBy(() -> db.useTransaction(tx -> {
                        end(db, tx);
                        throw new IllegalStateException("undo");
                    }))
                    .hasMessage("undo");

            db.useTransaction(tx -> insert(tx, "the next has a transaction of its own"));
            test.execute("delete from notes");
        });
    }

    private static void end(Database db, Transaction tx) {
        if (db.engine() == DatabaseEngine.POSTGRESQL) {
            // Another rule for strings than the one that the text is read by.
            tx.handle().execute("set local standard_conforming_strings = off");
            tx.handle().execute("select 'a\\''; commit; select 'x'");
        } else {
            insert(tx, "twice");
            assertThatThrownBy(() -> tx.handle().execute("insert or rollback into notes values ('twice')"))
                    .isInstanceOf(DatabaseException.ConstraintViolated.class);
        }
    }

    private static void onBothKinds(TestDatabase test, Consumer<Database> work) {
        DatabaseConfig one = DatabaseConfig.builder(test.url()).poolSize(1).build();
        try (Database owned = Database.open(one)) {
            work.accept(owned);
        }
        HikariConfig config = new HikariConfig();
        config.setDataSource(test.dataSource());
        config.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(config);
                Database over = Database.over(pool)) {
            work.accept(over);
        }
    }
}
