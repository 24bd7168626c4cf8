package dev.aegis.db;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Facts from SQLite's pragmas and schema table. */
final class SqliteFacts implements EngineFacts {

    @Override
    public String version(FactQueries queries) throws SQLException {
        return queries.text("select sqlite_version()");
    }

    @Override
    public long sizeBytes(FactQueries queries) throws SQLException {
        return queries.number("pragma page_count") * queries.number("pragma page_size");
    }

    @Override
    public List<DatabaseHealth.Table> tables(FactQueries queries) throws SQLException {
        List<DatabaseHealth.Table> tables = new ArrayList<>();
        for (String name : queries.texts("""
                select name from sqlite_schema
                where type = 'table' and name not like 'sqlite\\_%' escape '\\'
                order by name
                """)) {
            tables.add(queries.table(name, -1, Optional.empty()));
        }
        return tables;
    }

    @Override
    public Map<String, String> settings(FactQueries queries) throws SQLException {
        Map<String, String> settings = new TreeMap<>();
        settings.put("journal_mode", queries.text("pragma journal_mode"));
        settings.put("page_size", queries.text("pragma page_size"));
        return settings;
    }

    /** A file that cannot be written is not opened. */
    @Override
    public Optional<String> readOnly(FactQueries queries) throws SQLException {
        queries.text("select 1");
        return Optional.empty();
    }

    @Override
    public Optional<Duration> lag(FactQueries queries) {
        return Optional.empty();
    }

    @Override
    public Optional<DatabaseHealth.ServerConnections> serverConnections(FactQueries queries) {
        return Optional.empty();
    }
}
