package dev.aegis.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Many threads on one SQLite file. {@code -Daegis.stress.seconds=60} makes it as long as one likes. */
@DatabaseTest(prepare = NotesTable.class, isolation = Isolation.FRESH, engines = TestEngine.SQLITE)
class SqliteConcurrencyTest {
    private static final int THREADS = 16;
    private static final Duration STRESS = Duration.ofSeconds(Integer.getInteger("aegis.stress.seconds", 3));

    @Test
    void sixteenWritersAndSixteenReadersNeverMeetBusy(TestDatabase test) throws Exception {
        DatabaseConfig config = DatabaseConfig.builder(test.url())
                .poolSize(THREADS)
                .acquireTimeout(Duration.ofSeconds(30))
                .build();
        try (Database db = Database.open(config)) {
            long end = System.nanoTime() + STRESS.toNanos();
            List<Callable<Long>> work = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                String name = "writer " + thread;
                work.add(() -> write(db, name, end));
                work.add(() -> read(db, end));
            }

            List<Long> done = runAll(work);

            long written = db.<Long, RuntimeException>read(NotesTable::count);
            assertThat(done).as("every thread got its turn").allMatch(count -> count > 0);
            assertThat(written).isEqualTo(writesIn(done));
        }
    }

    @Test
    void aStreamThatAWriterLeavesOpenDoesNotKeepTheLogFromBeingTruncated(TestDatabase test) {
        try (Database db = Database.open(DatabaseConfig.of(test.url()))) {
            db.useTransaction(tx -> {
                NotesTable.insert(tx, "a");
                NotesTable.insert(tx, "b");
                tx.handle()
                        .createQuery("select body from notes")
                        .mapTo(String.class)
                        .iterator()
                        .next();
            });

            assertThat(test.query("pragma wal_checkpoint(truncate)"))
                    .singleElement()
                    .satisfies(row -> assertThat(row).containsEntry("busy", 0));
        }
    }

    /** Reads before it writes, which is what fails with BUSY_SNAPSHOT when the transaction begins deferred. */
    private static long write(Database db, String name, long end) {
        long count = 0;
        while (System.nanoTime() < end) {
            long sequence = count;
            db.useTransaction(tx -> {
                assertThat(NotesTable.count(tx)).isNotNegative();
                NotesTable.insert(tx, name + ", note " + sequence);
            });
            count++;
        }
        return count;
    }

    private static long read(Database db, long end) {
        long count = 0;
        long seen = 0;
        while (System.nanoTime() < end) {
            long now = db.<Long, RuntimeException>read(NotesTable::count);
            assertThat(now).as("what one has seen committed stays").isGreaterThanOrEqualTo(seen);
            seen = now;
            count++;
        }
        return count;
    }

    private static List<Long> runAll(List<Callable<Long>> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        try {
            List<Long> results = new ArrayList<>();
            for (Future<Long> future : threads.invokeAll(work, STRESS.toSeconds() + 60, TimeUnit.SECONDS)) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Writers and readers alternate in the list of work. */
    private static long writesIn(List<Long> done) {
        long writes = 0;
        for (int i = 0; i < done.size(); i += 2) {
            writes += done.get(i);
        }
        return writes;
    }
}
