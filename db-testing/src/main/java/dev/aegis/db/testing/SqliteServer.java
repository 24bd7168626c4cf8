package dev.aegis.db.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteJDBCLoader;

/** Databases of SQLite, each in a directory of its own. */
final class SqliteServer implements DatabaseServer {

    private final Path directory;
    private final AtomicLong number = new AtomicLong();

    SqliteServer(Path directory) {
        this.directory = directory;
    }

    @Override
    public String description() {
        return "SQLite " + SQLiteJDBCLoader.getVersion();
    }

    @Override
    public PhysicalDatabase create() {
        return new SqliteFile(newDirectory());
    }

    @Override
    public PhysicalDatabase copyOf(PhysicalDatabase template) {
        SqliteFile copy = new SqliteFile(newDirectory());
        try {
            Files.copy(Path.of(template.name()), copy.file());
        } catch (IOException e) {
            throw new UncheckedIOException("Copying a test database failed", e);
        }
        return copy;
    }

    private Path newDirectory() {
        try {
            return Files.createDirectory(directory.resolve(Long.toString(number.incrementAndGet())));
        } catch (IOException e) {
            throw new UncheckedIOException("No directory for a test database", e);
        }
    }

    private record SqliteFile(Path directory) implements PhysicalDatabase {

        Path file() {
            return directory.resolve("test.db");
        }

        @Override
        public String name() {
            return file().toString();
        }

        @Override
        public String url() {
            // a path that is a URI begins with a slash on every system: four slashes in all
            return "sqlite:///" + file().toUri().getRawPath();
        }

        @Override
        public Connection connect() throws SQLException {
            SQLiteConfig config = new SQLiteConfig();
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
            config.enforceForeignKeys(true);
            config.setBusyTimeout(5_000);
            return config.createConnection("jdbc:sqlite:" + file());
        }

        /** Brings everything from the write-ahead log into the file, which alone is copied. */
        @Override
        public void seal() {
            try (Connection connection = connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            } catch (SQLException e) {
                throw TestDatabaseException.failed("Sealing a prepared test database failed", e);
            }
        }

        @Override
        public String keep() {
            ScratchDirectory.keep();
            return url() + " (until the next run of this module's tests)";
        }

        @Override
        public void drop() {
            try {
                ScratchDirectory.delete(directory);
            } catch (IOException e) {
                throw new UncheckedIOException("Removing a test database failed", e);
            }
        }
    }
}
