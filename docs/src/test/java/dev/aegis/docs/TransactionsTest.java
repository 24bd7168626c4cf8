package dev.aegis.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.Database;
import dev.aegis.db.DatabaseConfig;
import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.DatabaseException;
import dev.aegis.db.DatabaseException.ConstraintViolated;
import dev.aegis.db.Transaction;
import dev.aegis.db.TransactionIsolation;
import dev.aegis.db.TransactionOptions;
import dev.aegis.db.testing.DatabasePreparation;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The code in docs/transactions.md. */
@DatabaseTest(prepare = TransactionsTest.Accounts.class, isolation = Isolation.FRESH)
class TransactionsTest {

    public static final class Accounts implements DatabasePreparation {

        @Override
        public void prepare(TestDatabase database) {
            database.load("""
                    create table accounts (name varchar(20) primary key, balance integer not null check (balance >= 0));
                    insert into accounts values ('ada', 100), ('bob', 0);
                    create table letters (text varchar(100) not null, written_at timestamp with time zone not null);
                    """);
        }
    }

    // tag::dao
    public interface AccountDao {

        @SqlUpdate("update accounts set balance = balance + :amount where name = :name")
        void add(String name, int amount);

        @SqlQuery("select balance from accounts where name = :name")
        int balance(String name);
    }
    // end::dao

    private final List<String> sent = new ArrayList<>();
    private final Database db;

    TransactionsTest(TestDatabase test) {
        db = Database.open(DatabaseConfig.of(test.url()));
    }

    @AfterEach
    void close() {
        db.close();
    }

    private int balance(String name) {
        return db.read(tx -> tx.dao(AccountDao.class).balance(name));
    }

    @Test
    void commitsWhenTheCallbackReturns() {
        // tag::commit
        int left = db.inTransaction(tx -> {
            AccountDao accounts = tx.dao(AccountDao.class);
            accounts.add("ada", -30);
            accounts.add("bob", 30);
            return accounts.balance("ada");
        });
        // end::commit
        assertThat(left).isEqualTo(70);
        assertThat(balance("bob")).isEqualTo(30);
    }

    // tag::rollback
    private void transfer(Database db) throws IOException {
        db.useTransaction(tx -> {
            tx.dao(AccountDao.class).add("ada", -30);
            throw new IOException("the post is on strike"); // nothing was taken from ada
        });
    }
    // end::rollback

    @Test
    void rollsBackWhenItThrows() {
        assertThatThrownBy(() -> transfer(db)).isInstanceOf(IOException.class);
        assertThat(balance("ada")).isEqualTo(100);
    }

    @Test
    void nests() {
        // tag::nested
        db.useTransaction(tx -> {
            AccountDao accounts = tx.dao(AccountDao.class);
            accounts.add("bob", 10);
            try {
                tx.useTransaction(inner -> accounts.add("ada", -200));
            } catch (ConstraintViolated e) {
                accounts.add("ada", -100); // the balance must not be negative; the 10 of bob are still there
            }
        });
        // end::nested
        assertThat(balance("ada")).isZero();
        assertThat(balance("bob")).isEqualTo(10);
    }

    // tag::method
    private void deposit(String name, int amount) {
        db.useTransaction(tx -> tx.dao(AccountDao.class).add(name, amount));
    }
    // end::method

    @Test
    void aMethodWithATransactionOfItsOwnJoins() {
        assertThatThrownBy(
                        () ->
                                // tag::joins
                                db.useTransaction(tx -> {
                                    deposit("bob", 50); // a savepoint of this transaction
                                    deposit("ada", -500); // refused, and both are undone
                                })
                        // end::joins
                        )
                .isInstanceOf(ConstraintViolated.class);
        assertThat(balance("bob")).isZero();
    }

    @Test
    void runsAfterTheCommit() {
        // tag::after-commit
        db.useTransaction(tx -> {
            tx.dao(AccountDao.class).add("bob", 10);
            tx.afterCommit(() -> sent.add("bob has got 10"));
        });
        // end::after-commit
        assertThat(sent).containsExactly("bob has got 10");
    }

    @Test
    void doesNotRunAfterARollback() {
        assertThatThrownBy(() -> db.useTransaction(tx -> {
                    tx.afterCommit(() -> sent.add("never"));
                    throw new IllegalStateException();
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(sent).isEmpty();
    }

    // tag::retries
    private static final TransactionOptions BOOKING = TransactionOptions.named("booking")
            .withIsolation(TransactionIsolation.SERIALIZABLE)
            .withRetries(5);

    private int book(Database db, String name, int amount) {
        return db.inTransaction(BOOKING, tx -> {
            AccountDao accounts = tx.dao(AccountDao.class);
            int before = accounts.balance(name);
            accounts.add(name, amount);
            return before + amount;
        });
    }
    // end::retries

    @Test
    void retriesAfterConflicts() {
        List<CompletableFuture<Integer>> bookings = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> book(db, "bob", 1)))
                .limit(4)
                .toList();
        bookings.forEach(CompletableFuture::join);
        assertThat(balance("bob")).isEqualTo(4);
    }

    @Test
    void cannotWriteInRead() {
        assertThatThrownBy(
                        () ->
                                // tag::read
                                db.read(tx -> {
                                    AccountDao accounts = tx.dao(AccountDao.class);
                                    accounts.add("bob", 10); // DatabaseException.ReadOnly
                                    return accounts.balance("bob");
                                })
                        // end::read
                        )
                .isInstanceOf(DatabaseException.ReadOnly.class);
    }

    @Test
    void readsSeeTheWorkOfTheTransactionAround() {
        int seen = db.inTransaction(tx -> {
            tx.dao(AccountDao.class).add("bob", 10);
            return balance("bob");
        });
        assertThat(seen).isEqualTo(10);
    }

    @Test
    void endsWhatTakesTooLong() {
        String slow = db.engine() == DatabaseEngine.SQLITE
                ? "with recursive c(n) as (select 1 union all select n + 1 from c) select count(*) from c"
                : "select count(*) from generate_series(1, 100000000000)";
        assertThatThrownBy(() -> report(db, slow)).isInstanceOf(DatabaseException.TimedOut.class);
    }

    // tag::timeout
    private static final TransactionOptions REPORT =
            TransactionOptions.named("report").withTimeout(Duration.ofMillis(200));

    private long report(Database db, String sql) {
        return db.read(
                REPORT, tx -> tx.handle().createQuery(sql).mapTo(Long.class).one());
    }
    // end::timeout

    @Test
    void hasOneInstant() {
        // tag::now
        db.useTransaction(tx -> {
            tx.handle()
                    .createUpdate("insert into letters values ('first', :now)")
                    .execute();
            tx.handle()
                    .createUpdate("insert into letters values ('second', :now)")
                    .execute();
        });
        // end::now
        int instants = db.read(tx -> tx.handle()
                .createQuery("select count(distinct written_at) from letters")
                .mapTo(Integer.class)
                .one());
        assertThat(instants).isEqualTo(1);
    }

    // tag::errors
    private String open(Database db, String name) {
        try {
            db.useTransaction(tx -> tx.handle().execute("insert into accounts values (?, 0)", name));
            return "opened";
        } catch (ConstraintViolated e) {
            return e.kind() == ConstraintViolated.Kind.UNIQUE ? "there is one already" : "refused";
        } catch (DatabaseException.PoolExhausted | DatabaseException.Unavailable e) {
            return "nothing was done, try again later";
        }
    }
    // end::errors

    @Test
    void tellsApartWhatFailed() {
        assertThat(open(db, "cyd")).isEqualTo("opened");
        assertThat(open(db, "cyd")).isEqualTo("there is one already");
    }

    @Test
    void belongsToItsThread() {
        assertThatThrownBy(() -> db.useTransaction(tx -> CompletableFuture.runAsync(
                                () -> tx.dao(AccountDao.class).add("bob", 1))
                        .join()))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void endsWithItsCallback() {
        Transaction kept = db.inTransaction(tx -> tx);
        assertThatThrownBy(kept::now).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void isNotJdbisToEnd() {
        assertThatThrownBy(() -> db.useTransaction(tx -> tx.handle().commit())).hasMessageContaining("commit");
    }
}
