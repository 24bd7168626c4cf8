package dev.aegis.db;

import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sqlite.NativeLibraryNotFoundException;

/** Why a database could not be opened: one line that names the setting, the redacted URL and the remedy. */
final class ConnectionFaults {
    private ConnectionFaults() {}

    static DatabaseException.Unavailable unavailable(String setting, DatabaseUrl url, SQLException error) {
        String reason = url.engine() == DatabaseEngine.SQLITE ? sqlite(error) : postgres(error);
        return new DatabaseException.Unavailable(setting + "=" + url + ": " + reason, error);
    }

    private static String sqlite(SQLException error) {
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
        return line;
    }

    private static String postgres(SQLException error) {
        @Nullable String network = SqlErrors.networkFault(error);
        if (network != null) {
            return network;
        }
        String line = SqlErrors.line(error);
        return switch (Objects.requireNonNullElse(error.getSQLState(), "")) {
            case "28P01", "28000" -> line + "; correct user and password";
            case "08004" -> line + "; give user and password in the URL";
            case "3D000" -> line + "; create it with 'createdb', or correct the name";
            case "53300" -> line + "; raise max_connections, lower DATABASE_POOL_SIZE, or put PgBouncer between";
            default -> line;
        };
    }
}
