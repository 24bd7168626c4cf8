package dev.aegis.migrations.fuzz;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.DatabaseUrl;
import dev.aegis.db.DirectConnections;
import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.db.schema.TableDefinition;
import dev.aegis.db.testing.ScratchDatabase;
import dev.aegis.db.testing.TestEngine;
import dev.aegis.migrations.EngineClient;
import dev.aegis.migrations.drift.Catalogue;
import dev.aegis.migrations.generate.GeneratorAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A database of one engine that is emptied for each sequence, and a connection to look into it. */
final class FuzzDatabase implements AutoCloseable {
    static final String SETTING = "the database of the fuzzer";
    private static final int ROWS = 5;

    private final ScratchDatabase scratch;
    private final DatabaseEngine engine;
    private @Nullable Connection connection;

    FuzzDatabase(DatabaseEngine engine) {
        this.engine = engine;
        scratch = ScratchDatabase.open(TestEngine.valueOf(engine.name()));
    }

    DatabaseEngine engine() {
        return engine;
    }

    DatabaseUrl url() {
        return DatabaseUrl.parse(scratch.url());
    }

    void empty() throws SQLException, IOException {
        disconnect();
        if (url() instanceof DatabaseUrl.Sqlite sqlite) {
            Path file = sqlite.file().orElseThrow();
            for (String suffix : List.of("", "-journal", "-wal", "-shm")) {
                Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
            }
        } else {
            execute("drop schema public cascade");
            execute("create schema public");
        }
    }

    private void disconnect() throws SQLException {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    Connection connection() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = DirectConnections.openForMigration(SETTING, url());
            try (Statement statement = open.createStatement()) {
                statement.execute(engine == DatabaseEngine.SQLITE ? "pragma foreign_keys = on" : "set time zone 'UTC'");
            }
            connection = open;
        }
        return open;
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection().createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    /** The first column of all rows. */
    List<String> query(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection().createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet result = statement.executeQuery(sql)) {
                while (result.next()) {
                    values.add(String.valueOf(result.getString(1)));
                }
            }
        }
        return values;
    }

    /** Adds rows; the tables that are empty nevertheless. */
    Set<String> fill(SchemaDefinition schema, Random random) throws SQLException {
        return GeneratorAccess.fill(connection(), engine, schema, ROWS, random);
    }

    /** Deletes the rows that a migration has to fail on. */
    void keepFitting(SchemaDefinition before, SchemaDefinition after) throws SQLException {
        GeneratorAccess.keepFitting(connection(), engine, before, after);
    }

    Snapshot snapshot(SchemaDefinition schema) throws SQLException {
        Map<String, List<Map<String, @Nullable Object>>> rows = new LinkedHashMap<>();
        Map<String, Long> counters = new LinkedHashMap<>();
        for (TableDefinition table : schema.tables()) {
            rows.put(table.name(), rows(table));
            Optional<ColumnDefinition> generated =
                    table.columns().stream().filter(ColumnDefinition::generated).findFirst();
            if (generated.isPresent()) {
                counters.put(table.name(), counter(table.name(), generated.get().name()));
            }
        }
        return new Snapshot(Catalogue.read(engine, connection()), rows, counters, history());
    }

    private List<Map<String, @Nullable Object>> rows(TableDefinition table) throws SQLException {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        try (Statement statement = connection().createStatement();
                ResultSet result = statement.executeQuery("select * from " + table.name())) {
            while (result.next()) {
                Map<String, @Nullable Object> row = new LinkedHashMap<>();
                for (ColumnDefinition column : table.columns()) {
                    row.put(
                            column.name(),
                            engine == DatabaseEngine.SQLITE || isBytes(column)
                                    ? result.getObject(column.name())
                                    : result.getString(column.name()));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static boolean isBytes(ColumnDefinition column) {
        return column.type().kind() == dev.aegis.db.schema.ColumnType.Kind.BYTES;
    }

    /** A sequence that gave no number yet begins with the one that it names. */
    private long counter(String table, String column) throws SQLException {
        String sql = engine == DatabaseEngine.SQLITE
                ? "select coalesce((select seq from sqlite_sequence where name = '" + table + "'), 0)"
                : "select case when is_called then last_value else last_value - 1 end from "
                        + query("select pg_get_serial_sequence('" + table + "', '" + column + "')")
                                .get(0);
        return Long.parseLong(query(sql).get(0));
    }

    List<String> history() throws SQLException {
        String exists = engine == DatabaseEngine.SQLITE
                ? "select 1 from sqlite_master where lower(name) = 'databasechangelog'"
                : "select 1 where to_regclass('databasechangelog') is not null";
        return query(exists).isEmpty()
                ? List.of()
                : query("select orderexecuted || ' ' || id || ' ' || filename || ' ' || md5sum || ' ' || exectype"
                        + " from databasechangelog order by orderexecuted");
    }

    /** Runs a script by the engine's own client. */
    EngineClient.Outcome run(String script) throws IOException {
        try {
            return EngineClient.run(script, TestEngine.valueOf(engine.name()), scratch.url());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    void deleteRows(SchemaDefinition schema) throws SQLException {
        List<TableDefinition> tables = new ArrayList<>(schema.tables());
        Collections.reverse(tables);
        for (TableDefinition table : tables) {
            execute("delete from " + table.name());
        }
    }

    /** Of all tables that migrations made, whatever they are called. */
    void deleteAllRows() throws SQLException {
        List<String> tables = Catalogue.read(engine, connection()).tables().stream()
                .map(table -> table.name())
                .toList();
        if (engine == DatabaseEngine.POSTGRESQL) {
            execute("truncate " + String.join(", ", tables) + " cascade");
            return;
        }
        execute("pragma foreign_keys = off");
        for (String table : tables) {
            execute("delete from " + table);
        }
        execute("pragma foreign_keys = on");
    }

    /** References that lead nowhere; PostgreSQL has none. */
    List<String> brokenReferences() throws SQLException {
        return engine == DatabaseEngine.SQLITE ? query("pragma foreign_key_check") : List.of();
    }

    @Override
    public void close() throws SQLException {
        disconnect();
        scratch.close();
    }
}
