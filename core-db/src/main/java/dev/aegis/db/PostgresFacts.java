package dev.aegis.db;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Facts from PostgreSQL's catalogues; needs no privilege beyond connecting. */
final class PostgresFacts implements EngineFacts {
    /** A query that waits for a lock keeps those waiting that come after it. */
    private static final Optional<String> BRIEFLY =
            Optional.of("set local lock_timeout = '100ms'; set local statement_timeout = '1s'");

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
        for (String found : queries.texts("""
                select c.reltuples::bigint || ' ' || c.relname from pg_class c
                where c.relkind in ('r', 'p') and not c.relispartition
                  and c.relnamespace = (select oid from pg_namespace where nspname = current_schema())
                  and has_table_privilege(c.oid, 'select')
                order by c.relname
                """)) {
            int blank = found.indexOf(' ');
            long estimate = Long.parseLong(found.substring(0, blank));
            tables.add(queries.table(found.substring(blank + 1), estimate, BRIEFLY));
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
    public Optional<String> readOnly(FactQueries queries) throws SQLException {
        // Who only looks has set it for its own session; what others get is what the database and the role carry.
        String reason = queries.text("""
                select case
                    when pg_is_in_recovery() then 'the server is a standby'
                    when setting = 'on' and source <> 'client' or source = 'client' and exists (
                        select 1 from pg_db_role_setting, unnest(setconfig) as config
                        where setdatabase in (0, (select oid from pg_database where datname = current_database()))
                        and setrole in (0, (select oid from pg_roles where rolname = current_user))
                        and config ~* '^default_transaction_read_only=(on|true|yes|1)$')
                        then 'default_transaction_read_only is on' end
                from pg_settings where name = 'default_transaction_read_only'
                """);
        return Optional.of(reason).filter(text -> !text.equals("null"));
    }

    @Override
    public Optional<Duration> lag(FactQueries queries) throws SQLException {
        // An idle primary sends nothing to replay: then the time since the last commit is no lag.
        return Optional.of(Duration.ofMillis(queries.number("""
                select case when not pg_is_in_recovery() or pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() then 0
                    else coalesce(extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp()) * 1000, 0)
                    end::bigint
                """)));
    }

    @Override
    public Optional<DatabaseHealth.ServerConnections> serverConnections(FactQueries queries) throws SQLException {
        return Optional.of(new DatabaseHealth.ServerConnections(
                // Not of pg_stat_activity, which hides from most roles what the sessions of others are.
                (int) queries.number("select sum(numbackends) from pg_stat_database"),
                (int) queries.number("select setting from pg_settings where name = 'max_connections'")));
    }
}
