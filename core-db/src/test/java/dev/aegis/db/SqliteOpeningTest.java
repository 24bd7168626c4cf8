package dev.aegis.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a SQLite database is opened, and refused in one line that says what to do. */
class SqliteOpeningTest {

    @TempDir
    private Path directory;

    private static DatabaseConfig config(Path file) {
        return DatabaseConfig.of("sqlite:///" + file);
    }

    @Test
    void fileAndDirectoriesAreCreated() {
        Path file = directory.resolve("not/there/yet.db");

        try (Database db = Database.open(config(file))) {
            db.useTransaction(tx -> tx.handle().execute("create table t (a int)"));
        }

        assertThat(file).isRegularFile();
    }

    @Test
    void settingsTookEffect() {
        try (Database db = Database.open(DatabaseConfig.builder("sqlite:///" + directory.resolve("a.db"))
                .sqliteSynchronous(SqliteSynchronous.NORMAL)
                .build())) {
            assertThat(db.health().settings())
                    .containsEntry("journal_mode", "wal")
                    .containsEntry("foreign_keys", "1")
                    .containsEntry("synchronous", "NORMAL")
                    .containsEntry("journal_size_limit", "67108864")
                    .containsEntry("busy_timeout", "5000");
        }
    }

    @Test
    void memoryLivesAsLongAsItsDatabase() {
        try (Database db = Database.open(DatabaseConfig.of("sqlite://:memory:"))) {
            db.useTransaction(tx -> tx.handle().execute("create table t (a int)"));
            db.useTransaction(tx -> tx.handle().execute("insert into t values (1)"));

            int count = db.read(tx -> tx.handle()
                    .createQuery("select count(*) from t")
                    .mapTo(Integer.class)
                    .one());

            assertThat(count).isEqualTo(1);
            assertThatThrownBy(() -> db.read(tx -> tx.handle().execute("insert into t values (2)")))
                    .isInstanceOf(DatabaseException.ReadOnly.class);
            db.useTransaction(tx -> tx.handle().execute("insert into t values (3)"));
        }
    }

    @Test
    void memoryServesTheNextAfterATransactionThatCouldNotBegin() {
        AtomicBoolean stopped = new AtomicBoolean();
        Clock clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                if (stopped.get()) {
                    throw new IllegalStateException("the clock has stopped");
                }
                return Instant.EPOCH;
            }
        };
        try (Database db = Database.open(DatabaseConfig.of("sqlite://:memory:"), clock)) {
            stopped.set(true);
            assertThatThrownBy(() -> db.useTransaction(tx -> {})).hasMessage("the clock has stopped");
            assertThatThrownBy(() -> db.read(Transaction::now)).hasMessage("the clock has stopped");
            stopped.set(false);

            db.useTransaction(tx -> tx.handle().execute("create table t (a int)"));
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedAndLeftAsItIs() throws IOException {
        Path file = Files.writeString(directory.resolve("letter.txt"), "Dear reader, this is no database. ".repeat(50));

        assertRefused(file, "is not a SQLite database");

        assertThat(file).content().startsWith("Dear reader");
    }

    @Test
    void aDirectoryIsRefused() {
        assertRefused(directory, "is a directory");
    }

    @Test
    void aFileInTheWayOfADirectoryIsRefused() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertRefused(file.resolve("app.db"), "is a file, not a directory");
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsRefused() {
        // Not even root may write there.
        assertRefused(Path.of("/proc/app.db"), "writable");
    }

    private static void assertRefused(Path file, String reason) {
        assertThatThrownBy(() -> Database.open(config(file)).close())
                .isInstanceOf(DatabaseException.Unavailable.class)
                .hasMessageStartingWith("DATABASE_URL=sqlite:///" + file + ": ")
                .hasMessageContaining(reason)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void theLogShrinksAfterALargeTransaction() throws IOException {
        Path file = directory.resolve("a.db");
        try (Database db = Database.open(config(file))) {
            db.useTransaction(tx -> tx.handle().execute("create table t (a blob)"));
            db.useTransaction(tx -> tx.handle().execute("insert into t values (zeroblob(80000000))"));
            assertThat(Files.size(Path.of(file + "-wal"))).isGreaterThan(80_000_000);

            db.useTransaction(tx -> tx.handle().execute("delete from t"));
            db.useTransaction(tx -> tx.handle().execute("insert into t values (zeroblob(10))"));

            assertThat(Files.size(Path.of(file + "-wal"))).isEqualTo(SqlitePragmas.JOURNAL_SIZE_LIMIT);
        }
    }

    @Test
    void aFileThatAnotherProgramHoldsIsNamedWithTheWayToFindIt() throws SQLException {
        Path file = directory.resolve("held.db");
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            statement.execute("pragma locking_mode = exclusive");
            statement.execute("create table t (a int)");
            statement.execute("begin exclusive");

            assertThatThrownBy(() -> DirectConnections.openReadOnly(
                            "DATABASE_URL", config(file).url()))
                    .isInstanceOf(DatabaseException.Unavailable.class)
                    .hasMessage("DATABASE_URL=sqlite:///" + file
                            + ": another program holds the lock of the file; find it with: fuser " + file);
        }
    }

    @Test
    void lookingAtADirectorySaysThatItIsOne() {
        assertThatThrownBy(() -> DirectConnections.openReadOnly(
                        "DATABASE_URL", config(directory).url()))
                .isInstanceOf(DatabaseException.Unavailable.class)
                .hasMessageEndingWith("is a directory; name a file in it");
    }

    @Test
    void theMessageOfAFullPoolNamesTheTimeThatWasWaited() throws Exception {
        DatabaseConfig config = DatabaseConfig.builder("sqlite:///" + directory.resolve("a.db"))
                .poolSize(1)
                .acquireTimeout(Duration.ofMillis(1))
                .build();
        try (Database db = Database.open(config)) {
            db.<Object, Exception>read(tx -> {
                Throwable refused = CompletableFuture.supplyAsync(() -> catchThrowable(() -> db.read(Transaction::now)))
                        .get(10, TimeUnit.SECONDS);
                assertThat(refused)
                        .isInstanceOf(DatabaseException.PoolExhausted.class)
                        .hasMessageStartingWith("waited 250 ms for one of 1 connections");
                return tx;
            });
        }
    }

    @Test
    void anExhaustedAutoincrementIsNotAFullDisk() {
        try (Database db = Database.open(config(directory.resolve("a.db")))) {
            db.useTransaction(tx -> {
                tx.handle().execute("create table last_numbers (id integer primary key autoincrement, a text)");
                tx.handle().execute("create table others (a blob)");
                tx.handle().execute("insert into last_numbers values (9223372036854775807, 'last')");
            });

            assertThatThrownBy(() -> db.useTransaction(
                            tx -> tx.handle().execute("insert into last_numbers (a) values ('one more')")))
                    .isInstanceOf(DatabaseException.Failed.class)
                    .hasMessageEndingWith(
                            "AUTOINCREMENT of table last_numbers is exhausted: its last id is 9223372036854775807");
            assertThatThrownBy(() -> db.useTransaction(tx -> {
                        tx.handle().execute("pragma max_page_count = 5");
                        tx.handle().execute("insert into others values (zeroblob(100000))");
                    }))
                    .isInstanceOf(DatabaseException.Unavailable.class);
        }
    }

    @Test
    void lookingCreatesNothing() {
        Path file = directory.resolve("none.db");

        assertThatThrownBy(() -> DirectConnections.openReadOnly(
                        "DATABASE_URL", config(file).url()))
                .isInstanceOf(DatabaseException.Unavailable.class)
                .hasMessageContaining("make migrate");

        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nfs4", "cifs", "9p", "fuse.sshfs", "virtiofs", "CEPH"})
    void fileSystemsOfSeveralMachinesAreKnown(String type) {
        assertThat(SqliteFile.isShared(type)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "btrfs", "apfs", "NTFS", "overlay", "tmpfs", "fuseblk"})
    void localFileSystemsAreNotRefused(String type) {
        assertThat(SqliteFile.isShared(type)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"3.7.17, false", "3.51.2, false", "3.51.3, true", "3.54.1, true", "4.0, true"})
    void librariesThatCorruptTheLogAreRefused(String version, boolean safe) {
        if (safe) {
            assertThatCode(() -> SqliteVersion.requireSafe(version)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> SqliteVersion.requireSafe(version)).hasMessageContaining("can corrupt");
        }
    }
}
