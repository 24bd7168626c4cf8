package dev.aegis.db.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Connects as a service would that was given the URL of a test database. */
final class ConnectionByUrl {

    private ConnectionByUrl() {}

    static Connection open(String url) throws SQLException {
        return url.startsWith("sqlite:///")
                ? DriverManager.getConnection("jdbc:sqlite:" + url.substring("sqlite:///".length()))
                : PostgresUrl.parse(url).connect();
    }
}
