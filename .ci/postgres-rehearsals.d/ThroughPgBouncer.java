import dev.aegis.db.Database;
import dev.aegis.db.DatabaseConfig;
import dev.aegis.db.DatabaseException;
import dev.aegis.db.Json;
import dev.aegis.db.Transaction;
import dev.aegis.db.TransactionIsolation;
import dev.aegis.db.TransactionOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.generic.GenericType;

/**
 * The promises about transactions, through PgBouncer in transaction mode: java -cp aegis.jar ThroughPgBouncer.java URL. The
 * role may write the rows of the table shields.
 */
public final class ThroughPgBouncer {
    private static final int THREADS = 30;

    private final Database db;

    private ThroughPgBouncer(Database db) {
        this.db = db;
    }

    public static void main(String[] arguments) throws Exception {
        DatabaseConfig config =
                DatabaseConfig.builder(arguments[0]).poolSize(THREADS).build();
        try (Database db = Database.open(config)) {
            ThroughPgBouncer rehearsal = new ThroughPgBouncer(db);
            rehearsal.transactionsOfManyThreadsKeepApart();
            rehearsal.whatThrowsIsRolledBackAndSavepointsAreUndoneAlone();
            rehearsal.readCannotWrite();
            rehearsal.isolationHoldsForTheTransactionAlone();
            rehearsal.timeoutsCancelAndTheConnectionGoesOn();
            rehearsal.jsonArraysAndFetchSizesWork();
            rehearsal.settingsOfTheRoleHold();
        }
    }

    /** Each thread writes, looks and rolls back: another's row in its sight would mean a shared server connection. */
    private void transactionsOfManyThreadsKeepApart() throws Exception {
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            Callable<Integer> work = () -> {
                int seen = 0;
                for (int i = 0; i < 20; i++) {
                    String name = "apart " + next.incrementAndGet();
                    seen += db.inTransaction(tx -> {
                        insert(tx, name);
                        int found = count(tx, "apart %");
                        tx.handle().createUpdate("delete from shields where name = :name").bind("name", name).execute();
                        return found;
                    });
                }
                return seen;
            };
            int seen = 0;
            for (Future<Integer> future : threads.invokeAll(java.util.Collections.nCopies(THREADS, work), 60, TimeUnit.SECONDS)) {
                seen += future.get();
            }
            require(seen == 20 * THREADS, "600 transactions of 30 threads see their own row and no other");
        } finally {
            threads.shutdownNow();
        }
    }

    private void whatThrowsIsRolledBackAndSavepointsAreUndoneAlone() {
        expect(IllegalStateException.class, () -> db.useTransaction(tx -> {
            insert(tx, "gone");
            throw new IllegalStateException();
        }));
        db.useTransaction(tx -> {
            insert(tx, "kept");
            expect(IllegalStateException.class, () -> db.useTransaction(nested -> {
                insert(nested, "gone");
                throw new IllegalStateException();
            }));
        });
        require(db.<Integer, RuntimeException>read(tx -> count(tx, "gone")) == 0
                && db.<Integer, RuntimeException>read(tx -> count(tx, "kept")) == 1, "rollbacks and savepoints hold");
    }

    private void readCannotWrite() {
        expect(DatabaseException.ReadOnly.class, () -> db.read(tx -> {
            insert(tx, "in a read");
            return tx;
        }));
        db.useTransaction(tx -> insert(tx, "after a read"));
        require(true, "read cannot write, and the connection can afterwards");
    }

    private void isolationHoldsForTheTransactionAlone() {
        String inside = db.inTransaction(
                TransactionOptions.named("serializable").withIsolation(TransactionIsolation.SERIALIZABLE),
                tx -> show(tx, "transaction_isolation"));
        String after = db.inTransaction(tx -> show(tx, "transaction_isolation"));
        require(inside.equals("serializable") && after.equals("read committed"), "isolation holds for one transaction");
    }

    private void timeoutsCancelAndTheConnectionGoesOn() {
        long start = System.nanoTime();
        expect(DatabaseException.TimedOut.class, () -> db.useTransaction(
                TransactionOptions.named("slow").withTimeout(Duration.ofMillis(500)),
                tx -> tx.handle().execute("select pg_sleep(20)")));
        require(System.nanoTime() - start < 5_000_000_000L, "a timeout cancels the statement through PgBouncer");
        require(db.<Integer, RuntimeException>read(tx -> count(tx, "kept")) == 1, "and what follows works");
    }

    private void jsonArraysAndFetchSizesWork() {
        db.useTransaction(tx -> {
            Json json = tx.handle().createQuery("select cast(:json as jsonb)").bind("json", new Json("{\"a\":1}"))
                    .mapTo(Json.class).one();
            List<String> list = tx.handle().createQuery("select cast(:list as text[])")
                    .bindByType("list", List.of("a", "b"), new GenericType<List<String>>() {})
                    .mapTo(new GenericType<List<String>>() {}).one();
            int rows = tx.handle().createQuery("select * from generate_series(1, 5000)").setFetchSize(100)
                    .mapTo(Integer.class).list().size();
            require(json.text().contains("a") && list.size() == 2 && rows == 5000, "JSON, arrays and cursors work");
        });
    }

    private void settingsOfTheRoleHold() {
        require(db.<String, RuntimeException>read(tx -> show(tx, "statement_timeout")).equals("30s"),
                "the timeouts of the role hold");
    }

    private static void insert(Transaction tx, String name) {
        tx.handle().createUpdate("insert into shields (name, created_at) values (:name, :now)").bind("name", name).execute();
    }

    private static int count(Transaction tx, String name) {
        return tx.handle().createQuery("select count(*) from shields where name like :name").bind("name", name)
                .mapTo(Integer.class).one();
    }

    private static String show(Transaction tx, String setting) {
        return tx.handle().createQuery("select current_setting(:name)").bind("name", setting).mapTo(String.class).one();
    }

    private static void expect(Class<? extends Throwable> type, Runnable work) {
        try {
            work.run();
        } catch (Throwable thrown) {
            if (type.isInstance(thrown)) {
                return;
            }
            throw thrown;
        }
        throw new AssertionError("nothing was thrown; expected " + type);
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("does not hold: " + what);
        }
        System.out.println(what);
    }
}
