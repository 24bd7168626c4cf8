package dev.aegis.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.aegis.db.Database;
import dev.aegis.db.DatabaseConfig;
import dev.aegis.db.DatabaseConfigException;
import dev.aegis.db.DatabaseException;
import dev.aegis.db.DatabaseUrl;
import dev.aegis.db.DirectConnections;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Provokes what docs/sqlite.md explains under "Troubleshooting": each message has to stand there. */
@Timeout(60)
class SqliteMessagesTest {
    private final ExplainedMessages guide = ExplainedMessages.of("sqlite.md");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "DATABASE_URL, sqlite://data/app.db",
        "DATABASE_URL, sqlite:///data/app.db?mode=ro",
        "DATABASE_URL, data/app.db",
        "DATABASE_REPLICA_URL, postgresql://localhost/app",
        "DATABASE_SQLITE_SYNCHRONOUS, OFF"
    })
    void ofSettings(String name, String value) {
        explained(DatabaseConfigException.class, () -> DatabaseConfig.fromEnvironment(Map.of(name, value)));
    }

    @Test
    void ofPlaces() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        for (Path place : new Path[] {directory, file.resolve("app.db"), Path.of("/proc/app.db")}) {
            explained(
                    DatabaseException.Unavailable.class,
                    () -> Database.open(config(place)).close());
        }
        explained(
                DatabaseException.Unavailable.class,
                () -> DirectConnections.openReadOnly("DATABASE_URL", DatabaseUrl.sqlite(directory.resolve("none.db"))));
    }

    @Test
    void ofAFileThatIsNoDatabase() throws IOException {
        Path letter = Files.writeString(directory.resolve("letter"), "Dear reader, this is no database. ".repeat(50));

        explained(
                DatabaseException.Unavailable.class,
                () -> Database.open(config(letter)).close());
    }

    @Test
    void ofADamagedFile() throws IOException {
        Path file = directory.resolve("app.db");
        try (Database db = Database.open(config(file))) {
            db.useTransaction(tx -> tx.handle().execute("create table notes (body text)"));
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[60]), 100); // the head of the page that holds the schema
        }

        explained(DatabaseException.class, () -> {
            try (Database db = Database.open(config(file))) {
                db.useTransaction(tx -> tx.handle().execute("insert into notes values ('a')"));
            }
        });
    }

    @Test
    void ofALockThatAnotherProgramHolds() throws SQLException {
        Path file = directory.resolve("app.db");
        try (Database db = Database.open(config(file));
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            statement.execute("begin immediate");

            explained(DatabaseException.TimedOut.class, () -> db.useTransaction(tx -> {}));
        }
    }

    @Test
    void ofAProgramThatHasTheFileForItself() throws SQLException {
        Path file = directory.resolve("app.db");
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            statement.execute("pragma locking_mode = exclusive");
            statement.execute("create table notes (body text)");
            statement.execute("begin exclusive");

            explained(
                    DatabaseException.Unavailable.class,
                    () -> DirectConnections.openReadOnly("DATABASE_URL", DatabaseUrl.sqlite(file)));
        }
    }

    @Test
    void ofAFileThatIsGone() throws IOException {
        Path file = directory.resolve("app.db");
        try (Database db = Database.open(config(file))) {
            db.useTransaction(tx -> tx.handle().execute("create table notes (body text)"));
            db.useTransaction(tx -> {});
            Path log = Path.of(file + "-wal");
            Files.move(log, directory.resolve("log"));
            explained(DatabaseException.Unavailable.class, () -> db.useTransaction(tx -> {}));
            Files.move(directory.resolve("log"), log);

            Files.move(file, directory.resolve("away.db"));
            explained(DatabaseException.Unavailable.class, () -> db.useTransaction(tx -> {}));
            explained(DatabaseException.Unavailable.class, () -> db.read(tx -> tx));
        }
    }

    @Test
    void ofAWriterThatKeepsTheOthersWaiting() throws Exception {
        DatabaseConfig config = DatabaseConfig.builder("sqlite:///" + directory.resolve("app.db"))
                .acquireTimeout(Duration.ofMillis(100))
                .build();
        try (Database db = Database.open(config)) {
            whileATransactionIsOpen(
                    db, () -> explained(DatabaseException.PoolExhausted.class, () -> db.useTransaction(tx -> {})));
        }
    }

    @Test
    void ofReadersThatAreAllInUse() throws Exception {
        DatabaseConfig config = DatabaseConfig.builder("sqlite:///" + directory.resolve("app.db"))
                .acquireTimeout(Duration.ofMillis(300))
                .poolSize(1)
                .build();
        try (Database db = Database.open(config)) {
            explained(
                    DatabaseException.PoolExhausted.class,
                    () -> db.read(tx -> {
                        onAnotherThread(() -> db.<Integer, RuntimeException>read(other -> 1));
                        return tx;
                    }));
        }
    }

    @Test
    void ofAFullDisk() {
        try (Database db = Database.open(config(directory.resolve("app.db")))) {
            db.useTransaction(tx -> tx.handle().execute("create table notes (body text)"));

            explained(
                    DatabaseException.Unavailable.class,
                    () -> db.useTransaction(tx -> {
                        tx.handle().execute("pragma max_page_count = 3");
                        tx.handle().execute("insert into notes values (zeroblob(100000))");
                    }));
            db.useTransaction(tx -> tx.handle().execute("insert into notes values (zeroblob(100000))"));
        }
    }

    @Test
    void ofWritesInARead() {
        try (Database db = Database.open(config(directory.resolve("app.db")))) {
            db.useTransaction(tx -> tx.handle().execute("create table notes (body text)"));

            explained(
                    DatabaseException.ReadOnly.class,
                    () -> db.read(tx -> tx.handle().execute("insert into notes values ('a')")));
        }
    }

    @Test
    void ofConstraints() {
        try (Database db = Database.open(config(directory.resolve("app.db")))) {
            db.useTransaction(tx -> tx.handle().execute("create table notes (body text unique)"));
            db.useTransaction(tx -> tx.handle().execute("insert into notes values ('a')"));

            explained(
                    DatabaseException.ConstraintViolated.class,
                    () -> db.useTransaction(tx -> tx.handle().execute("insert into notes values ('a')")));
        }
    }

    private static DatabaseConfig config(Path file) {
        return DatabaseConfig.of("sqlite:///" + file);
    }

    private void explained(Class<? extends Throwable> type, Runnable work) {
        Throwable thrown = catchThrowable(work::run);

        assertThat(thrown).isInstanceOf(type);
        guide.explain(Objects.requireNonNull(thrown.getMessage()));
    }

    private static void whileATransactionIsOpen(Database db, Runnable work) throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<?> writer = thread.submit(() -> db.inTransaction(tx -> {
                open.countDown();
                assertThat(mayEnd.await(30, TimeUnit.SECONDS)).isTrue();
                return tx;
            }));
            assertThat(open.await(10, TimeUnit.SECONDS)).isTrue();
            work.run();
            mayEnd.countDown();
            writer.get(10, TimeUnit.SECONDS);
        } finally {
            mayEnd.countDown();
            thread.shutdownNow();
        }
    }

    private static void onAnotherThread(Runnable work) {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            thread.submit(work).get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        } finally {
            thread.shutdownNow();
        }
    }
}
