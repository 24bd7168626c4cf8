package dev.aegis.db;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is: the parsed form of {@code DATABASE_URL}.
 *
 * <ul>
 *   <li>{@code sqlite:///relative/file}, {@code sqlite:////absolute/file}, {@code sqlite://:memory:}
 *   <li>{@code postgresql://user:password@host:port/database?sslmode=…}, also {@code postgres://}; several hosts are
 *       separated by commas. User, password, database and values are percent-encoded as in RFC 3986. Parameters are
 *       those of the PostgreSQL JDBC driver, libpq's spelling of the common ones, and {@code pgbouncer=true}.
 * </ul>
 *
 * <p>Immutable. {@link #toString()} never shows a password.
 */
public sealed interface DatabaseUrl {

    /**
     * Parses a URL.
     *
     * @throws DatabaseConfigException if it is malformed, of an unknown scheme, or has an unknown parameter
     */
    static DatabaseUrl parse(String url) {
        return parse("DATABASE_URL", url);
    }

    /**
     * Parses the URL that a setting of another name holds.
     *
     * @param setting the name that errors mention
     * @throws DatabaseConfigException as {@link #parse(String)}
     */
    static DatabaseUrl parse(String setting, String url) {
        return new DatabaseUrlParser(setting, url).parse();
    }

    /** A URL for a SQLite file; a relative path is relative to the working directory. */
    static DatabaseUrl sqlite(Path file) {
        return new Sqlite(Optional.of(file));
    }

    /** The engine that this URL chooses. */
    DatabaseEngine engine();

    /** The file of a SQLite database; empty for one in memory and on PostgreSQL. */
    Optional<Path> file();

    /** The URL as the JDBC driver takes it, without credentials and parameters. */
    String jdbcUrl();

    /** Credentials and parameters as the JDBC driver takes them. <strong>Holds the password.</strong> */
    Properties jdbcProperties();

    /** The URL with its password replaced by {@code ***}. */
    @Override
    String toString();

    /** A SQLite database: a file, or one in memory that lives as long as its {@link Database}. */
    record Sqlite(Optional<Path> file) implements DatabaseUrl {
        @Override
        public DatabaseEngine engine() {
            return DatabaseEngine.SQLITE;
        }

        @Override
        public String jdbcUrl() {
            // A URI, since the driver would read a path again: '?' and what follows, blanks at its end, ':resource:'.
            return "jdbc:sqlite:"
                    + file.map(path -> path.toAbsolutePath().toUri().toString()).orElse(":memory:");
        }

        @Override
        public Properties jdbcProperties() {
            return new Properties();
        }

        @Override
        public String toString() {
            return file.map(path -> "sqlite:///" + path).orElse("sqlite://:memory:");
        }
    }

    /** A database on a PostgreSQL server, or on several of which one is chosen at connection. */
    record Postgres(
            List<String> hosts,
            String database,
            @Nullable String user,
            @Nullable String password,
            Map<String, String> parameters,
            boolean pgbouncer)
            implements DatabaseUrl {

        public Postgres {
            hosts = List.copyOf(hosts);
            parameters = Map.copyOf(parameters);
        }

        @Override
        public DatabaseEngine engine() {
            return DatabaseEngine.POSTGRESQL;
        }

        @Override
        public Optional<Path> file() {
            return Optional.empty();
        }

        @Override
        public String jdbcUrl() {
            return "jdbc:postgresql://" + String.join(",", hosts) + "/" + encode(database);
        }

        @Override
        public Properties jdbcProperties() {
            Properties properties = new Properties();
            properties.putAll(parameters);
            if (user != null) {
                properties.setProperty("user", user);
            }
            if (password != null) {
                properties.setProperty("password", password);
            }
            return properties;
        }

        @Override
        public String toString() {
            String credentials = user == null ? "" : encode(user) + (password == null ? "" : ":***") + "@";
            Map<String, String> shown = new TreeMap<>(parameters);
            shown.replaceAll((name, value) -> Redaction.isSecret(name) ? "***" : encode(value));
            if (pgbouncer) {
                shown.put("pgbouncer", "true");
            }
            String query = shown.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                    .collect(Collectors.joining("&", shown.isEmpty() ? "" : "?", ""));
            return "postgresql://" + credentials + String.join(",", hosts) + "/" + encode(database) + query;
        }

        private static String encode(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        }
    }
}
