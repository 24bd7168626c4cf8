package dev.aegis.db;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Why there is no connection to PostgreSQL, or to PgBouncer before it, and the remedy. */
final class PostgresConnectionFaults {
    /** Told apart by their words: the same SQLSTATE stands for several causes, and PgBouncer has one for all. */
    private static final List<Remedy> BY_WORDS = List.of(
            new Remedy(
                    "no pg_hba.conf entry",
                    "let this user in from this address in the server's pg_hba.conf; where it says 'no encryption',"
                            + " sslmode=require may be all that lacks"),
            new Remedy("targetServerType", "none of the hosts is one now; promote one, or correct targetServerType"),
            new Remedy(
                    "PKIX path",
                    "the server's certificate is not signed by the authority in sslrootcert; name the right file"),
            new Remedy(
                    "hostnameverifier",
                    "the server's certificate is for another name; use that name as host, or sslmode=verify-ca"),
            new Remedy(
                    "SSL root certificate",
                    "name the file with the certificate of the server's authority by sslrootcert"),
            new Remedy("unsupported startup parameter", "behind PgBouncer, add pgbouncer=true to the URL's parameters"),
            new Remedy("SASL authentication failed", "correct user and password, in PgBouncer's auth_file, too"),
            new Remedy("no such database", "add it to PgBouncer's [databases], or correct the name"),
            new Remedy(
                    "query_wait_timeout",
                    "PgBouncer had no server connection free in time; raise its default_pool_size, or make transactions"
                            + " shorter"),
            new Remedy("max_client_conn", "raise PgBouncer's max_client_conn, or lower DATABASE_POOL_SIZE"),
            new Remedy("ssl", "check sslmode"));

    private PostgresConnectionFaults() {}

    /** A part of the server's or driver's words, in any case, and what to do. */
    private record Remedy(String words, String advice) {
        boolean fits(String line) {
            return line.toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT));
        }
    }

    /** One line. */
    static String reason(SQLException error) {
        @Nullable String network = SqlErrors.networkFault(error);
        if (network != null) {
            return network;
        }
        String line = SqlErrors.line(error);
        return BY_WORDS.stream()
                .filter(remedy -> remedy.fits(line))
                .findFirst()
                .map(remedy -> line + "; " + remedy.advice())
                .orElseGet(() -> line + byState(Objects.requireNonNullElse(error.getSQLState(), "")));
    }

    private static String byState(String state) {
        return switch (state) {
            case "28P01", "28000" -> "; correct user and password";
            case "08004" -> "; give user and password in the URL";
            case "3D000" -> "; create it with 'createdb', or correct the name";
            case "53300" -> "; raise max_connections, lower DATABASE_POOL_SIZE, or put PgBouncer between";
            case "57P03" -> "; the server starts or stops, try again in a moment";
            default -> "";
        };
    }
}
