package dev.aegis.db;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Set;

/** What must hold for a SQLite file before it is opened; every fault is one line with the remedy. */
final class SqliteFile {
    /**
     * Types of file systems that several machines can mount, or that forward to such: WAL needs memory shared between
     * all users of the file (<a href="https://www.sqlite.org/wal.html">sqlite.org/wal.html</a>).
     */
    private static final Set<String> SHARED = Set.of(
            "9p",
            "afs",
            "afpfs",
            "beegfs",
            "ceph",
            "cifs",
            "gfs2",
            "glusterfs",
            "gpfs",
            "lustre",
            "ncpfs",
            "nfs",
            "nfs4",
            "ocfs2",
            "prl_fs",
            "smb2",
            "smb3",
            "smbfs",
            "vboxsf",
            "virtiofs",
            "vmhgfs",
            "webdav");

    private SqliteFile() {}

    /** Creates the parent directories and checks that the file can be written where it is. */
    static void prepare(String setting, DatabaseUrl.Sqlite url) {
        if (url.file().isEmpty()) {
            return;
        }
        Path file = url.file().get().toAbsolutePath();
        Path directory = file.getParent();
        if (directory == null || Files.isDirectory(file)) {
            throw fault(setting, url, "is a directory; name a file in it");
        }
        try {
            Files.createDirectories(directory);
            String type = Files.getFileStore(directory).type();
            if (isShared(type)) {
                throw fault(
                        setting,
                        url,
                        "lies on a " + type + " file system, on which SQLite's write-ahead log corrupts;"
                                + " use a local disk, or PostgreSQL for several machines");
            }
        } catch (AccessDeniedException e) {
            throw fault(setting, url, "cannot create " + e.getFile() + ", permission denied; choose another directory");
        } catch (FileAlreadyExistsException e) {
            throw fault(setting, url, e.getFile() + " is a file, not a directory; choose another directory");
        } catch (IOException e) {
            throw fault(
                    setting,
                    url,
                    "cannot create " + directory + " (" + SqlErrors.line(e) + "); choose another directory");
        }
        if (!Files.isWritable(directory)) {
            throw fault(
                    setting, url, "directory " + directory + " is not writable; change its permissions or the path");
        }
        if (Files.exists(file) && !Files.isWritable(file)) {
            throw fault(setting, url, "the file is not writable; change its permissions or the path");
        }
    }

    static void requireExisting(String setting, DatabaseUrl.Sqlite url) {
        if (url.file().filter(Files::isDirectory).isPresent()) {
            throw fault(setting, url, "is a directory; name a file in it");
        }
        if (url.file().isPresent() && !Files.isRegularFile(url.file().get())) {
            throw fault(setting, url, "the file does not exist yet; 'make migrate' creates it");
        }
    }

    /** Makes SQLite read the header: it opens any file, and notices at the first statement that it is no database. */
    static void requireDatabase(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("pragma schema_version")) {
            result.next();
        }
    }

    static boolean isShared(String fileSystem) {
        String type = fileSystem.toLowerCase(Locale.ROOT);
        // fuse.NAME is a FUSE share; fuseblk is a local disk
        return SHARED.contains(type) || type.equals("fuse") || type.startsWith("fuse.") || type.equals("fakeowner");
    }

    private static DatabaseException.Unavailable fault(String setting, DatabaseUrl url, String remedy) {
        return new DatabaseException.Unavailable(setting + "=" + url + ": " + remedy, null);
    }
}
