package dev.aegis.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.Database;
import dev.aegis.db.DatabaseConfig;
import dev.aegis.db.TransactionIsolation;
import dev.aegis.db.TransactionOptions;
import dev.aegis.db.testing.DatabasePreparation;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The code in docs/postgresql.md, and which index its queries can use. */
@DatabaseTest(prepare = PostgresGuideTest.Accounts.class, isolation = Isolation.FRESH)
class PostgresGuideTest {

    public static final class Accounts implements DatabasePreparation {
        @Override
        public void prepare(TestDatabase database) {
            database.load("""
                    create table accounts (name varchar(100) primary key, balance integer not null);
                    insert into accounts values ('a', 100);
                    insert into accounts values ('b', 100);
                    """);
        }
    }

    public interface AccountDao {
        @SqlQuery("select balance from accounts where name = :name")
        int balance(String name);

        @SqlUpdate("update accounts set balance = :balance where name = :name")
        void setBalance(String name, int balance);
    }

    // tag::serializable
    static void transfer(Database db, String from, String to, int amount) {
        TransactionOptions options = TransactionOptions.named("transfer")
                .withIsolation(TransactionIsolation.SERIALIZABLE)
                .withRetries(10);
        db.useTransaction(options, tx -> {
            AccountDao accounts = tx.dao(AccountDao.class);
            int balance = accounts.balance(from);
            if (balance < amount) {
                throw new IllegalStateException(from + " has only " + balance);
            }
            accounts.setBalance(from, balance - amount);
            accounts.setBalance(to, accounts.balance(to) + amount);
        });
    }
    // end::serializable

    @Test
    @Timeout(60)
    void transfersOfManyThreadsLoseNothing(TestDatabase test) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (Database db = Database.open(DatabaseConfig.of(test.url()))) {
            List<Future<?>> transfers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                boolean there = i % 2 == 0;
                transfers.add(threads.submit(() -> transfer(db, there ? "a" : "b", there ? "b" : "a", 3)));
            }
            for (Future<?> transfer : transfers) {
                transfer.get(30, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(test.query("select balance from accounts order by name"))
                .containsExactly(Map.of("balance", 100), Map.of("balance", 100));
    }
}
