package dev.aegis.db;

import static dev.aegis.db.NotesTable.insert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.aegis.db.DatabaseException.ConstraintViolated;
import dev.aegis.db.testing.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jdbi.v3.core.transaction.TransactionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clauses of the contract in {@link Database}; each way to come by connections has to keep them. */
abstract class TransactionContract {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30.123456789Z");

    private Database db;

    abstract Database open(TestDatabase test, Clock clock);

    @BeforeEach
    void openDatabase(TestDatabase test) {
        db = open(test, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void closeDatabase() {
        db.close();
    }

    private List<String> notes() {
        return db.read(tx -> tx.handle()
                .createQuery("select body from notes order by body")
                .mapTo(String.class)
                .list());
    }

    @Nested
    @DisplayName("1. Commit on return, roll back on any Throwable")
    class CommitAndRollback {

        @Test
        void commitsWhenTheCallbackReturns() {
            String result = db.inTransaction(tx -> {
                insert(tx, "a");
                return "result";
            });

            assertThat(result).isEqualTo("result");
            assertThat(notes()).containsExactly("a");
        }

        @ParameterizedTest
        @ValueSource(
                classes = {IOException.class, IllegalStateException.class, AssertionError.class, OutOfMemoryError.class
                })
        void rollsBackOnAnyThrowableWhichComesOutAsItself(Class<? extends Throwable> type) throws Exception {
            Throwable thrown = type.getDeclaredConstructor().newInstance();

            Throwable caught = catchThrowable(() -> db.useTransaction(tx -> {
                insert(tx, "a");
                sneakyThrow(thrown);
            }));

            assertThat(caught).isSameAs(thrown).hasNoSuppressedExceptions();
            assertThat(notes()).isEmpty();
        }

        @Test
        void aFailedStatementComesOutOfTheCallbackAsItWasThrownInside() {
            List<Throwable> inside = new ArrayList<>();

            Throwable outside = catchThrowable(() -> db.useTransaction(tx -> {
                insert(tx, "a");
                try {
                    insert(tx, "a");
                } catch (ConstraintViolated e) {
                    inside.add(e);
                    throw e;
                }
            }));

            assertThat(inside).containsExactly(outside);
            assertThat(((ConstraintViolated) outside).kind()).isEqualTo(ConstraintViolated.Kind.UNIQUE);
            assertThat(notes()).isEmpty();
        }

        @Test
        void aFailureWhileRowsAreFetchedIsOneOfTheDatabaseToo() {
            String second = db.engine() == DatabaseEngine.SQLITE
                    ? "select abs(n) from (select 1 as n union all select -9223372036854775808)"
                    : "select 1 / (100 - n) from generate_series(1, 200) n";

            assertThatThrownBy(() -> db.read(tx -> tx.handle()
                            .createQuery(second)
                            .setFetchSize(1)
                            .mapTo(Long.class)
                            .list()))
                    .isInstanceOf(DatabaseException.Failed.class)
                    .hasMessageContaining(second)
                    .hasCauseInstanceOf(SQLException.class);
        }

        @Test
        void theConnectionServesTheNextTransactionAfterAFailure() {
            assertThatThrownBy(() -> db.useTransaction(tx -> tx.handle().execute("select nonsense from nowhere")))
                    .isInstanceOf(DatabaseException.Failed.class);

            db.useTransaction(tx -> insert(tx, "a"));

            assertThat(notes()).containsExactly("a");
        }

        private <X extends Throwable> void sneakyThrow(Throwable thrown) throws X {
            @SuppressWarnings("unchecked")
            X unchecked = (X) thrown;
            throw unchecked;
        }
    }

    @Nested
    @DisplayName("2. A transaction inside a transaction is a savepoint")
    class Savepoints {

        @Test
        void theFailureOfTheInnerOneUndoesItAlone() {
            db.useTransaction(tx -> {
                insert(tx, "outer");
                assertThatThrownBy(() -> db.useTransaction(inner -> {
                            insert(inner, "inner");
                            throw new IllegalStateException("inner");
                        }))
                        .hasMessage("inner");
                insert(tx, "after");
            });

            assertThat(notes()).containsExactly("after", "outer");
        }

        @Test
        void aFailedStatementInTheInnerOneLeavesTheOuterOneUsable() {
            db.useTransaction(tx -> {
                insert(tx, "a");
                assertThatThrownBy(() -> tx.useTransaction(inner -> insert(inner, "a")))
                        .isInstanceOf(ConstraintViolated.class);
                insert(tx, "b");
            });

            assertThat(notes()).containsExactly("a", "b");
        }

        @Test
        void anInnerOneThatSwallowsTheFailureOfAStatementLeavesTheOuterOneUsable() {
            db.useTransaction(tx -> {
                insert(tx, "a");
                Throwable thrown = catchThrowable(() -> tx.useTransaction(inner -> {
                    insert(inner, "b");
                    assertThatThrownBy(() -> insert(inner, "a")).isInstanceOf(ConstraintViolated.class);
                }));
                if (db.engine() == DatabaseEngine.POSTGRESQL) {
                    assertThat(thrown).isInstanceOf(DatabaseException.Failed.class);
                } else {
                    assertThat(thrown).isNull();
                }
                insert(tx, "c");
            });

            assertThat(notes()).contains("a", "c");
        }

        @Test
        void theFailureOfTheOuterOneUndoesBoth() {
            assertThatThrownBy(() -> db.useTransaction(tx -> {
                        insert(tx, "outer");
                        tx.useTransaction(inner -> insert(inner, "inner"));
                        throw new IOException("outer");
                    }))
                    .isInstanceOf(IOException.class);

            assertThat(notes()).isEmpty();
        }

        @Test
        void theyNestToAnyDepth() {
            db.useTransaction(one -> {
                insert(one, "1");
                one.useTransaction(two -> {
                    insert(two, "2");
                    assertThatThrownBy(() -> two.useTransaction(three -> {
                                insert(three, "3");
                                three.useTransaction(four -> insert(four, "4"));
                                throw new IllegalStateException();
                            }))
                            .isInstanceOf(IllegalStateException.class);
                    two.useTransaction(three -> insert(three, "5"));
                });
            });

            assertThat(notes()).containsExactly("1", "2", "5");
        }

        @Test
        void aNestedReadSeesTheUncommittedWorkAndCannotWrite() {
            db.useTransaction(tx -> {
                insert(tx, "a");
                assertThat(db.<Long, RuntimeException>read(NotesTable::count)).isEqualTo(1);
                assertThatThrownBy(() -> db.read(inner -> inner.handle().execute(NotesTable.INSERT, "b")))
                        .isInstanceOf(DatabaseException.ReadOnly.class);
                insert(tx, "c");
            });

            assertThat(notes()).containsExactly("a", "c");
        }

        @Test
        void aWriteInsideAReadIsRefused() {
            assertThatThrownBy(() -> db.read(tx -> db.inTransaction(NotesTable::count)))
                    .isInstanceOf(DatabaseException.ReadOnly.class)
                    .hasMessageContaining("make the outer call inTransaction");
        }

        @Test
        void aNestedOneCannotAskForMoreIsolation() {
            TransactionOptions serializable =
                    TransactionOptions.DEFAULT.withIsolation(TransactionIsolation.SERIALIZABLE);

            assertThatThrownBy(() -> db.useTransaction(tx -> db.useTransaction(serializable, inner -> {})))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("serializable");
            db.useTransaction(serializable, tx -> db.useTransaction(serializable, inner -> insert(inner, "a")));
            assertThat(notes()).containsExactly("a");
        }

        @Test
        void aNestedOneMayAskForTheLeastIsolation() {
            TransactionOptions least = TransactionOptions.DEFAULT.withIsolation(TransactionIsolation.READ_COMMITTED);

            db.useTransaction(tx -> db.useTransaction(least, inner -> insert(inner, "a")));

            assertThat(notes()).containsExactly("a");
        }

        @Test
        void aStatementWhoseFailureIsSwallowedDoesNotCommitByAccident() {
            Throwable thrown = catchThrowable(() -> db.useTransaction(tx -> {
                insert(tx, "a");
                assertThatThrownBy(() -> insert(tx, "a")).isInstanceOf(ConstraintViolated.class);
            }));

            // PostgreSQL has given the transaction up; SQLite has undone the statement alone. Neither lies about it.
            if (db.engine() == DatabaseEngine.POSTGRESQL) {
                assertThat(thrown).isInstanceOf(DatabaseException.Failed.class);
                assertThat(notes()).isEmpty();
            } else {
                assertThat(thrown).isNull();
                assertThat(notes()).containsExactly("a");
            }
        }
    }

    @Nested
    @DisplayName("3. afterCommit runs once, after the outermost commit")
    class AfterCommit {
        private final List<String> events = new ArrayList<>();

        @Test
        void inOrderAndWhenTheWorkIsVisible() {
            db.useTransaction(tx -> {
                tx.afterCommit(() -> events.add("first, sees " + notes()));
                tx.useTransaction(inner -> inner.afterCommit(() -> events.add("second")));
                insert(tx, "a");
                assertThat(events).isEmpty();
            });

            assertThat(events).containsExactly("first, sees [a]", "second");
        }

        @Test
        void neverAfterARollback() {
            assertThatThrownBy(() -> db.useTransaction(tx -> {
                        tx.afterCommit(() -> events.add("never"));
                        throw new IllegalStateException();
                    }))
                    .isInstanceOf(IllegalStateException.class);

            assertThat(events).isEmpty();
        }

        @Test
        void notForANestedTransactionThatWasUndone() {
            db.useTransaction(tx -> {
                tx.afterCommit(() -> events.add("outer"));
                assertThatThrownBy(() -> tx.useTransaction(inner -> {
                            inner.afterCommit(() -> events.add("never"));
                            throw new IllegalStateException();
                        }))
                        .isInstanceOf(IllegalStateException.class);
            });

            assertThat(events).containsExactly("outer");
        }

        @Test
        void itsFailureUndoesNothingAndTheOthersStillRun() {
            db.useTransaction(tx -> {
                tx.afterCommit(() -> {
                    throw new AssertionError("a callback that fails");
                });
                tx.afterCommit(() -> events.add("ran"));
                insert(tx, "a");
            });

            assertThat(events).containsExactly("ran");
            assertThat(notes()).containsExactly("a");
        }

        @Test
        @SuppressWarnings({"DataFlowIssue", "NullAway"}) // what a caller without a null checker may do
        void nullIsRefusedBeforeTheCommitNotAfterIt() {
            assertThatThrownBy(() -> db.useTransaction(tx -> {
                        insert(tx, "a");
                        tx.afterCommit(null);
                    }))
                    .isInstanceOf(NullPointerException.class);

            assertThat(notes()).isEmpty();
        }

        @Test
        void itMayRunATransactionOfItsOwn() {
            db.useTransaction(tx -> tx.afterCommit(() -> db.useTransaction(next -> insert(next, "later"))));

            assertThat(notes()).containsExactly("later");
        }
    }

    @Nested
    @DisplayName("5. read cannot write")
    class Read {

        @Test
        void aWriteIsRefusedAndLeavesNothing() {
            assertThatThrownBy(() -> db.read(tx -> tx.handle().execute(NotesTable.INSERT, "a")))
                    .isInstanceOf(DatabaseException.ReadOnly.class);

            assertThat(notes()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "pragma query_only = off",
                    "set transaction_read_only = off",
                    "set transaction read write",
                    "reset transaction_read_only",
                    "set local \"transaction_read_only\" = off",
                    "pragma \"query_only\" = 0",
                    "pragma main.query_only = 0",
                    "explain pragma query_only = 0"
                })
        void itCannotBeTalkedIntoWriting(String permission) {
            assertThatThrownBy(() -> db.read(tx -> {
                        tx.handle().execute(permission);
                        return tx.handle().execute(NotesTable.INSERT, "a");
                    }))
                    .hasStackTraceContaining("refused inside a transaction callback");

            assertThat(notes()).isEmpty();
        }

        /** Where a body hides the permission. A server that refuses it is as well. */
        @Test
        void whatABodyWroteAllTheSameIsRolledBack() {
            if (db.engine() == DatabaseEngine.POSTGRESQL) {
                Throwable refused = catchThrowable(() -> db.read(tx -> tx.handle()
                        .execute("do $$ begin reset transaction_read_only; insert into notes values ('a'); end $$")));
                assertThat(refused)
                        .satisfiesAnyOf(
                                e -> assertThat(e).isNull(), e -> assertThat(e).isInstanceOf(DatabaseException.class));
            }

            assertThat(notes()).isEmpty();
        }

        @Test
        void theNextTransactionMayWriteAgain() {
            assertThat(db.<Long, RuntimeException>read(NotesTable::count)).isZero();

            db.useTransaction(tx -> insert(tx, "a"));

            assertThat(notes()).containsExactly("a");
        }
    }

    @Nested
    @DisplayName("The transaction in the hands of its callback")
    class InTheCallback {

        @Test
        void hasOneInstantToTheMicrosecondWhichSqlCallsNow() {
            db.useTransaction(tx -> {
                assertThat(tx.now()).isEqualTo("2026-11-22T10:15:30.123456Z");
                assertThat(tx.handle()
                                .createQuery("select cast(:now as " + instantType() + ")")
                                .mapTo(Instant.class)
                                .one())
                        .isEqualTo(tx.now());
            });
        }

        private String instantType() {
            return db.engine() == DatabaseEngine.SQLITE ? "text" : "timestamptz";
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "commit",
                    " ROLLBACK",
                    "/* x */ begin",
                    "-- x\n end",
                    "savepoint a",
                    "insert into notes (body) values ('b'); commit",
                    "set transaction read only"
                })
        void cannotEndItByAStatement(String sql) {
            assertThatThrownBy(() -> db.useTransaction(tx -> {
                        insert(tx, "a");
                        tx.handle().execute(sql);
                    }))
                    .hasStackTraceContaining("refused inside a transaction callback");

            assertThat(notes()).isEmpty();
        }

        @Test
        void cannotEndItInAScript() {
            assertThatThrownBy(() -> db.useTransaction(tx -> tx.handle()
                            .createScript("insert into notes values ('a'); commit;")
                            .execute()))
                    .hasStackTraceContaining("refused inside a transaction callback");

            assertThat(notes()).isEmpty();
        }

        @Test
        void cannotEndItThroughJdbcOrJdbi() throws SQLException {
            db.useTransaction(tx -> {
                assertThatThrownBy(() -> tx.handle().getConnection().commit()).hasMessageContaining("refused");
                assertThatThrownBy(() -> tx.handle().getConnection().rollback()).hasMessageContaining("refused");
                assertThatThrownBy(() -> tx.handle().getConnection().setAutoCommit(true))
                        .hasMessageContaining("refused");
                assertThatThrownBy(() -> tx.handle().commit()).isInstanceOf(TransactionException.class);
                assertThatThrownBy(() -> tx.handle().rollback()).isInstanceOf(TransactionException.class);
                tx.handle().getConnection().close();
                insert(tx, "a");
            });

            assertThat(notes()).containsExactly("a");
        }

        @Test
        void jdbisOwnTransactionsJoinIt() {
            assertThatThrownBy(() -> db.useTransaction(tx -> {
                        tx.handle().useTransaction(handle -> handle.execute(NotesTable.INSERT, "a"));
                        throw new IllegalStateException();
                    }))
                    .isInstanceOf(IllegalStateException.class);

            assertThat(notes()).isEmpty();
        }

        @Test
        void isOfNoUseAfterItsEndNorOnAnotherThread() throws InterruptedException {
            List<Throwable> onOtherThread = new ArrayList<>();
            Transaction ended = db.inTransaction(tx -> {
                Thread other = new Thread(() -> onOtherThread.add(catchThrowable(tx::handle)));
                other.start();
                other.join();
                return tx;
            });

            assertThat(onOtherThread)
                    .singleElement()
                    .satisfies(e -> assertThat(e)
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("belongs"));
            assertThatThrownBy(ended::handle)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("has ended");
        }

        @Test
        void leavesNothingBehindThatStillReachesTheDatabase() {
            db.useTransaction(tx -> {
                insert(tx, "a");
                insert(tx, "b");
            });
            List<Iterator<String>> rows = new ArrayList<>();
            Connection connection = db.inTransaction(tx -> {
                rows.add(tx.handle().createQuery("select body from notes").setFetchSize(1).mapTo(String.class).stream()
                        .iterator());
                assertThat(rows.get(0).next()).isEqualTo("a");
                return tx.handle().getConnection();
            });

            assertThatThrownBy(() -> rows.get(0).forEachRemaining(row -> {})).isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> connection.prepareStatement("insert into notes (body) values ('c')"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("has ended");
            assertThatThrownBy(connection::createStatement).hasMessageContaining("has ended");
        }
    }
}
