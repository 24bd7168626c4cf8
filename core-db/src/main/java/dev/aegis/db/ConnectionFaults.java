package dev.aegis.db;

import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.NativeLibraryNotFoundException;

/** Why a database could not be opened: one line that names the setting, the redacted URL and the remedy. */
final class ConnectionFaults {
    private ConnectionFaults() {}

    static DatabaseException.Unavailable unavailable(String setting, DatabaseUrl url, SQLException error) {
        String reason =
                url.engine() == DatabaseEngine.SQLITE ? sqlite(url, error) : PostgresConnectionFaults.reason(error);
        return new DatabaseException.Unavailable(setting + "=" + url + ": " + reason, error);
    }

    private static String sqlite(DatabaseUrl url, SQLException error) {
        if (SqlErrors.find(error, NativeLibraryNotFoundException.class).isPresent()) {
            return "the native library of SQLite cannot be loaded; the driver unpacks it into the directory for temporary"
                    + " files, which must allow execution: name another by -Dorg.sqlite.tmpdir, or where the library"
                    + " lies by -Dorg.sqlite.lib.path";
        }
        String line = SqlErrors.line(error);
        if (line.contains("SQLITE_NOTADB")) {
            return "the file is not a SQLite database; name another file, or move this one away";
        }
        if (line.contains("SQLITE_CORRUPT")) {
            return "the file is damaged; restore it from a backup";
        }
        if (line.contains("SQLITE_CANTOPEN") || line.contains("SQLITE_READONLY")) {
            return "cannot be opened; make the file and its directory readable and writable for this user";
        }
        if (line.contains("SQLITE_BUSY") || line.contains("SQLITE_LOCKED")) {
            return "another program holds the lock of the file; find it with: fuser "
                    + url.file().map(Path::toString).orElse("FILE");
        }
        if (line.contains("SQLITE_FULL") || line.contains("SQLITE_IOERR")) {
            return "the disk is full or fails (" + line + "); free some space, or check the disk and its mount";
        }
        return line;
    }
}
