package dev.aegis.db;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Facts from PostgreSQL's catalogues; needs no privilege beyond connecting. */
final class PostgresFacts implements EngineFacts {
    private static final List<String> SETTINGS = List.of(
            "default_transaction_isolation",
            "idle_in_transaction_session_timeout",
            "lock_timeout",
            "statement_timeout",
            "synchronous_commit");

    @Override
    public String version(FactQueries queries) throws SQLException {
        return queries.text("show server_version");
    }

    @Override
    public long sizeBytes(FactQueries queries) throws SQLException {
        return queries.number("select pg_database_size(current_database())");
    }

    @Override
    public List<DatabaseHealth.Table> tables(FactQueries queries) throws SQLException {
        List<DatabaseHealth.Table> tables = new ArrayList<>();
        for (String name : queries.texts("""
                select c.relname from pg_class c
                where c.relkind in ('r', 'p') and not c.relispartition
                  and c.relnamespace = (select oid from pg_namespace where nspname = current_schema())
                  and has_table_privilege(c.oid, 'select')
                order by c.relname
                """)) {
            tables.add(queries.table(name));
        }
        return tables;
    }

    @Override
    public Map<String, String> settings(FactQueries queries) throws SQLException {
        Map<String, String> settings = new TreeMap<>();
        for (String name : SETTINGS) {
            settings.put(name, queries.text("show " + name));
        }
        settings.put("ssl", queries.text("select ssl from pg_stat_ssl where pid = pg_backend_pid()"));
        return settings;
    }

    @Override
    public Optional<DatabaseHealth.ServerConnections> serverConnections(FactQueries queries) throws SQLException {
        return Optional.of(new DatabaseHealth.ServerConnections(
                (int) queries.number("select count(*) from pg_stat_activity where backend_type = 'client backend'"),
                (int) queries.number("select setting from pg_settings where name = 'max_connections'")));
    }
}
