package dev.aegis.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/**
 * The SQLite file that is open, told by device and inode. A file that was deleted or replaced stays open: what is written
 * to it is lost with the process, and a later connection would open another one. So all connections have the same file,
 * and nothing is read or written while its path names none or another. Put back, it serves again. Thread-safe.
 *
 * <p>Windows does not let an open file be deleted, and Java knows no inodes there: nothing is compared.
 */
final class OpenedFile {
    private final DatabaseUrl url;
    private final @Nullable Path file;
    private final @Nullable Path log;
    private volatile @Nullable Object fileKey;
    private volatile @Nullable Object logKey;

    OpenedFile(DatabaseUrl url) {
        this.url = url;
        Optional<Path> path = url.file().map(Path::toAbsolutePath);
        this.file = path.orElse(null);
        this.log = path.map(p -> p.resolveSibling(p.getFileName() + "-wal")).orElse(null);
    }

    /** Remembers, after the connection that writes was made, what it has open. */
    void opened() throws SQLException {
        requireSame();
        if (file != null && log != null) {
            fileKey = key(file);
            logKey = key(log);
        }
    }

    /**
     * Before a transaction that writes.
     *
     * @param connected whether the connection that writes is the one that was opened last, and so its log
     * @throws DatabaseException.Unavailable if the path of the file, or that of its log, names another one now
     */
    void requireInPlace(boolean connected) {
        requireInPlace();
        if (!connected || log == null) {
            return;
        }
        Object now = key(log);
        if (logKey == null) {
            logKey = now; // SQLite makes the log of a new file with its first transaction
        } else if (!logKey.equals(now)) {
            throw new DatabaseException.Unavailable(displaced(log + ", which holds the latest transactions,"), null);
        }
    }

    /**
     * Before a transaction that reads.
     *
     * @throws DatabaseException.Unavailable if the path of the file names another one now
     */
    void requireInPlace() {
        if (!isSame()) {
            throw new DatabaseException.Unavailable(displaced("the file"), null);
        }
    }

    private void requireSame() throws SQLException {
        if (!isSame()) {
            throw new SQLException(displaced("the file"));
        }
    }

    private boolean isSame() {
        return file == null || fileKey == null || fileKey.equals(key(file));
    }

    private String displaced(String what) {
        return "DATABASE_URL=" + url + ": " + what
                + " was deleted, moved or replaced while it was open; move it back, or"
                + " restart this process to use what is there now";
    }

    private static @Nullable Object key(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new DatabaseException.Unavailable("cannot look at " + path + ": " + SqlErrors.line(e), e);
        }
    }

    /** Connections that read, all of them on the file that was opened first. */
    SQLiteDataSource readers() {
        SQLiteDataSource readers = new SQLiteDataSource(new SQLiteConfig(SqlitePragmas.forReading())) {
            @Override
            public SQLiteConnection getConnection(@Nullable String user, @Nullable String password)
                    throws SQLException {
                requireSame();
                SQLiteConnection connection = super.getConnection(user, password);
                try {
                    requireSame();
                    return connection;
                } catch (SQLException e) {
                    connection.close();
                    throw e;
                }
            }
        };
        readers.setUrl(url.jdbcUrl());
        return readers;
    }
}
