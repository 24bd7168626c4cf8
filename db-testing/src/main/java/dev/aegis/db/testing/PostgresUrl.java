package dev.aegis.db.testing;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;

/**
 * The address of a database on a PostgreSQL server: {@code postgresql://user:password@host:port/database?parameters}.
 *
 * @param parameters those of the driver, as they stand in the URL; empty if there are none
 */
record PostgresUrl(String user, String password, String host, int port, String database, String parameters) {

    private static final int DEFAULT_PORT = 5432;

    /** @throws IllegalArgumentException if it is none; the message does not contain the URL, which has a password */
    static PostgresUrl parse(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw invalid();
        }
        String scheme = Objects.requireNonNullElse(uri.getScheme(), "").toLowerCase(Locale.ROOT);
        String credentials = Objects.requireNonNullElse(uri.getRawUserInfo(), "");
        String path = Objects.requireNonNullElse(uri.getRawPath(), "");
        if (!(scheme.equals("postgresql") || scheme.equals("postgres"))
                || uri.getHost() == null
                || credentials.isEmpty()
                || path.length() < 2) {
            throw invalid();
        }
        int colon = credentials.indexOf(':');
        return new PostgresUrl(
                decode(colon < 0 ? credentials : credentials.substring(0, colon)),
                colon < 0 ? "" : decode(credentials.substring(colon + 1)),
                uri.getHost(),
                uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                decode(path.substring(1)),
                Objects.requireNonNullElse(uri.getRawQuery(), ""));
    }

    PostgresUrl withDatabase(String other) {
        return new PostgresUrl(user, password, host, port, other, parameters);
    }

    Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", "db-testing");
        // The driver then sets up the session with the first message, and asks nothing more.
        properties.setProperty("assumeMinServerVersion", "12");
        return DriverManager.getConnection(
                "jdbc:postgresql://" + host + ":" + port + "/" + encode(database) + query(), properties);
    }

    /** The URL with its password, for the code under test. */
    String withPassword() {
        String secret = password.isEmpty() ? "" : ":" + encode(password);
        return "postgresql://" + encode(user) + secret + "@" + host + ":" + port + "/" + encode(database) + query();
    }

    /** The URL without its password, for people. */
    @Override
    public String toString() {
        return "postgresql://" + encode(user) + "@" + host + ":" + port + "/" + encode(database);
    }

    private String query() {
        return parameters.isEmpty() ? "" : "?" + parameters;
    }

    private static String decode(String text) {
        // unlike in forms, a plus is a plus here
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static IllegalArgumentException invalid() {
        return new IllegalArgumentException(
                "is not of the form postgresql://user:password@host:port/database (special characters percent-encoded)");
    }
}
