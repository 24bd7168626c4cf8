package dev.aegis.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.Database;
import dev.aegis.db.DatabaseConfig;
import dev.aegis.db.DatabaseUrl;
import dev.aegis.db.DirectConnections;
import dev.aegis.db.testing.DatabasePreparation;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What docs/sqlite.md says about copies of a database that is being written. */
@DatabaseTest(prepare = SqliteBackupTest.Notes.class, isolation = Isolation.FRESH, engines = TestEngine.SQLITE)
@Timeout(60)
class SqliteBackupTest {
    private static final int WRITERS = 4;
    private static final int COPIES = 5;

    @TempDir
    private Path directory;

    public static final class Notes implements DatabasePreparation {
        @Override
        public void prepare(TestDatabase database) {
            database.load("""
                    create table notes (writer integer not null, note integer not null, primary key (writer, note));
                    create table totals (writer integer primary key, notes integer not null);
                    """);
        }
    }

    // tag::backup
    static void backUp(DatabaseUrl database, Path copy) throws SQLException {
        try (Connection connection = DirectConnections.openReadOnly("DATABASE_URL", database);
                PreparedStatement vacuum = connection.prepareStatement("vacuum into ?")) {
            vacuum.setString(1, copy.toString());
            vacuum.execute();
        }
    }
    // end::backup

    @Test
    void aCopyMadeWhileFourThreadsWriteIsOneMomentOfTheDatabase(TestDatabase test) throws Exception {
        DatabaseUrl url = DatabaseUrl.parse(test.url());
        Map<Integer, Integer> acknowledged = new ConcurrentHashMap<>();
        AtomicBoolean enough = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try (Database db = Database.open(DatabaseConfig.of(test.url()))) {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int number = writer;
                writers.add(threads.submit(() -> write(db, number, acknowledged, enough)));
            }
            for (int copy = 0; copy < COPIES; copy++) {
                awaitMoreThan(total(acknowledged) + 50, acknowledged);
                Map<Integer, Integer> before = Map.copyOf(acknowledged);
                Path file = directory.resolve("copy " + copy + ".db");
                backUp(url, file);
                checkCopy(file, before, Map.copyOf(acknowledged));
            }
            enough.set(true);
            for (Future<?> writer : writers) {
                writer.get(10, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void write(Database db, int writer, Map<Integer, Integer> acknowledged, AtomicBoolean enough) {
        for (int note = 1; !enough.get(); note++) {
            int number = note;
            db.useTransaction(tx -> {
                tx.handle().execute("insert into notes values (?, ?)", writer, number);
                tx.handle().execute("insert or replace into totals values (?, ?)", writer, number);
            });
            acknowledged.put(writer, note);
        }
    }

    private static void awaitMoreThan(int notes, Map<Integer, Integer> acknowledged) {
        while (total(acknowledged) <= notes) {
            Thread.onSpinWait();
        }
    }

    private static int total(Map<Integer, Integer> acknowledged) {
        return acknowledged.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** All that was acknowledged before is there, nothing from after, no gap, and no transaction is there by half. */
    private static void checkCopy(Path copy, Map<Integer, Integer> before, Map<Integer, Integer> after) {
        try (Database db = Database.open(DatabaseConfig.of("sqlite:///" + copy))) {
            assertThat(text(db, "pragma integrity_check")).containsExactly("ok");
            assertThat(text(db, "pragma foreign_key_check")).isEmpty();
            assertThat(text(db, """
                            select t.writer from totals t
                            where t.notes <> (select count(*) from notes n where n.writer = t.writer)
                               or t.notes <> (select max(note) from notes n where n.writer = t.writer)
                            """)).isEmpty();
            before.forEach((writer, notes) -> {
                int copied = Integer.parseInt(text(db, "select notes from totals where writer = " + writer)
                        .get(0));
                assertThat(copied).isBetween(notes, after.getOrDefault(writer, 0) + 1);
            });
        }
    }

    private static List<String> text(Database db, String sql) {
        return db.read(tx -> tx.handle().createQuery(sql).mapTo(String.class).list());
    }

    @Test
    void theFileAloneIsNoCopy(TestDatabase test) throws IOException {
        Path file = DatabaseUrl.parse(test.url()).file().orElseThrow();
        try (Database db = Database.open(DatabaseConfig.of(test.url()))) {
            db.useTransaction(tx -> tx.handle().execute("insert into notes values (1, 1)"));

            Path copy = Files.copy(file, directory.resolve("copy.db"));

            try (Database copied = Database.open(DatabaseConfig.of("sqlite:///" + copy))) {
                assertThat(text(copied, "select note from notes"))
                        .as("what was committed is in the log beside the file")
                        .isEmpty();
            }
        }
    }

    @Test
    void aCopyTakesThePlaceOfTheDatabaseOnceTheLogOfTheOldOneIsGone(TestDatabase test) throws Exception {
        DatabaseUrl url = DatabaseUrl.parse(test.url());
        Path file = url.file().orElseThrow();
        Path copy = directory.resolve("copy.db");
        try (Database db = Database.open(DatabaseConfig.of(test.url()))) {
            db.useTransaction(tx -> tx.handle().execute("insert into notes values (1, 1)"));
            backUp(url, copy);
            db.useTransaction(tx -> tx.handle().execute("insert into notes values (1, 2)"));
        }

        Files.deleteIfExists(file.resolveSibling(file.getFileName() + "-wal"));
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + "-shm"));
        Files.delete(file);
        Files.copy(copy, file);

        try (Database db = Database.open(DatabaseConfig.of(test.url()))) {
            assertThat(text(db, "select note from notes")).containsExactly("1");
            db.useTransaction(tx -> tx.handle().execute("insert into notes values (1, 2)"));
        }
    }
}
