package dev.aegis.dropwizard;

import dev.aegis.db.Database;
import dev.aegis.db.TransactionConsumer;
import dev.aegis.db.TransactionIsolation;
import dev.aegis.db.TransactionOptions;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.LoggerFactory;

/** Fails in the way that the path names, for real: the database is asked for what it refuses. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class FaultsResource {
    /** Released once for each request that holds a connection. */
    static final Semaphore HOLDING = new Semaphore(0);

    static volatile CountDownLatch letGo = new CountDownLatch(1);

    private static final String FOR_EVER =
            "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n";

    private final Database database;

    FaultsResource(Database database) {
        this.database = database;
    }

    @GET
    @Path("fine")
    public Map<String, String> fine() {
        return Map.of("answer", "fine");
    }

    /** Holds a connection until told to let go. */
    @GET
    @Path("hold")
    public Map<String, String> hold() throws InterruptedException {
        return database.read(tx -> {
            tx.handle().createQuery("select 1").mapTo(Integer.class).one();
            HOLDING.release();
            return Map.of("let_go", String.valueOf(letGo.await(30, TimeUnit.SECONDS)));
        });
    }

    @GET
    @Path("read")
    public int read() {
        return database.read(
                tx -> tx.handle().createQuery("select 1").mapTo(Integer.class).one());
    }

    /** Works a while before it answers, as a request does that is under way when the service is told to stop. */
    @GET
    @Path("slow")
    public Map<String, String> slow() throws InterruptedException {
        LoggerFactory.getLogger(FaultsResource.class).info("A slow request is under way");
        CountDownLatch never = new CountDownLatch(1);
        return Map.of("interrupted", String.valueOf(never.await(1500, TimeUnit.MILLISECONDS)));
    }

    @POST
    @Path("echo")
    public String echo(RequestObject body) {
        String text = body.requiredText("text", 1, 100_000);
        body.requireValid();
        return "{\"length\":" + text.length() + "}";
    }

    @POST
    @Path("faults/{kind}")
    public void fail(@PathParam("kind") String kind) throws Exception {
        switch (kind) {
            case "bug" -> throw new IllegalStateException("secret of the program");
            case "error" -> throw new AssertionError("secret of the program");
            case "wrong-state" -> throw ProblemException.conflict("It was drunk before.");
            case "http" -> throw new WebApplicationException(418);
            case "unique" -> write("insert into parents (id, amount) values (1, 1)");
            case "foreign-key" -> write("insert into children (id, parent_id) values (1, 4711)");
            case "not-null" -> write("insert into parents (id, amount) values (2, null)");
            case "check" -> write("insert into parents (id, amount) values (2, -1)");
            case "failed" -> write("insert into secrets (id) values (1)");
            case "read-only" ->
                database.read(tx -> tx.handle().execute("insert into parents (id, amount) values (2, 1)"));
            case "timed-out" ->
                database.read(
                        TransactionOptions.DEFAULT.withTimeout(Duration.ofMillis(100)),
                        tx -> tx.handle()
                                .createQuery(FOR_EVER)
                                .mapTo(Long.class)
                                .one());
            case "conflict" -> loseAgainstAnother();
            case "deadlock" -> deadlock();
            case "outcome-unknown" -> write("insert into fatal (id) values (1)");
            default -> throw new IllegalArgumentException(kind);
        }
    }

    private void write(String sql) {
        TransactionConsumer<RuntimeException> work = tx -> tx.handle().execute(sql);
        database.useTransaction(work);
    }

    /** Two transactions that want each other's row; PostgreSQL ends one of them, and that one fails here. */
    private void deadlock() {
        CyclicBarrier bothHaveOne = new CyclicBarrier(2);
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> lockBoth(2, 1, bothHaveOne));
        try {
            lockBoth(1, 2, bothHaveOne);
        } finally {
            other.handle((done, failure) -> failure).join();
        }
        try {
            other.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException ended ? ended : e;
        }
    }

    private void lockBoth(int first, int second, CyclicBarrier bothHaveOne) {
        database.useTransaction(tx -> {
            tx.handle().execute("select pg_advisory_xact_lock(?)", first);
            try {
                bothHaveOne.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException(e);
            }
            tx.handle().execute("select pg_advisory_xact_lock(?)", second);
        });
    }

    private void loseAgainstAnother() {
        database.useTransaction(TransactionOptions.DEFAULT.withIsolation(TransactionIsolation.REPEATABLE_READ), tx -> {
            tx.handle()
                    .createQuery("select amount from parents")
                    .mapTo(Long.class)
                    .one();
            CompletableFuture.runAsync(() -> write("update parents set amount = amount + 1"))
                    .join();
            tx.handle().execute("update parents set amount = amount + 1");
        });
    }
}
