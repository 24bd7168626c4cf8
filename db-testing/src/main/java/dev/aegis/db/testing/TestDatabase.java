package dev.aegis.db.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The database of one test, and a few ways to look into it that do not depend on the code under test.
 *
 * <p>Belongs to the test: it ends with it. The helpers each use a connection of their own, in auto-commit mode; in
 * {@link Isolation#ROLLBACK} they therefore see what the test has not yet committed. Failures of SQL come out as
 * {@link TestDatabaseException}, with the {@code SQLException} as its cause.
 */
public final class TestDatabase {

    private final TestEngine engine;
    private final Supplier<String> url;
    private final DataSource dataSource;

    TestDatabase(TestEngine engine, Supplier<String> url, DataSource dataSource) {
        this.engine = engine;
        this.url = url;
        this.dataSource = dataSource;
    }

    /** The engine that this run of the test is on. */
    public TestEngine engine() {
        return engine;
    }

    /**
     * Where the database is, in the form of {@code DATABASE_URL}: {@code sqlite:////absolute/path} or
     * {@code postgresql://user:password@host:port/database}.
     *
     * <p>In {@link Isolation#ROLLBACK} a connection that is opened through it sees the prepared database, but none of
     * the rows of the test, and must not write. Whoever passes the URL on, to a service for instance, takes
     * {@link Isolation#FRESH}.
     */
    public String url() {
        return url.get();
    }

    /**
     * Hands out connections to the database; the caller closes them before the test ends. Thread-safe in
     * {@link Isolation#FRESH}; for {@link Isolation#ROLLBACK} see there.
     */
    public DataSource dataSource() {
        return dataSource;
    }

    /** The names of all tables (on PostgreSQL, of the current schema), sorted. */
    public List<String> tables() {
        String sql = switch (engine) {
            case SQLITE ->
                "select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\'";
            case POSTGRESQL ->
                "select table_name as name from information_schema.tables"
                        + " where table_schema = current_schema() and table_type = 'BASE TABLE'";
        };
        return query(sql).stream()
                .map(row -> String.valueOf(row.get("name")))
                .sorted()
                .toList();
    }

    /** The number of rows in a table, which is named as in {@link #tables()} or as {@code schema.table}. */
    public long rowCount(String table) {
        String quoted = Stream.of(table.split("\\.", -1))
                .map(part -> '"' + part.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining("."));
        Object count = query("select count(*) as n from " + quoted).get(0).get("n");
        return count instanceof Number number ? number.longValue() : 0;
    }

    /** The rows of a query, each as its columns by label, in order; values as the driver gives them. */
    public List<Map<String, @Nullable Object>> query(String sql, @Nullable Object... parameters) {
        return withStatement(sql, parameters, statement -> {
            try (ResultSet rows = statement.executeQuery()) {
                return rowsOf(rows);
            }
        });
    }

    /** Executes one statement, in a transaction of its own. */
    public void execute(String sql, @Nullable Object... parameters) {
        withStatement(sql, parameters, PreparedStatement::execute);
    }

    /** Executes a script: statements separated by semicolons. It may define triggers and functions. */
    public void load(String script) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            switch (engine) {
                // the only call of this driver that runs more than the first statement
                case SQLITE -> statement.executeUpdate(script);
                case POSTGRESQL -> statement.execute(script);
            }
        } catch (SQLException e) {
            throw TestDatabaseException.failed("Script failed on " + engine.label(), e);
        }
    }

    @Override
    public String toString() {
        return "TestDatabase[" + engine.label() + "]";
    }

    private <T> T withStatement(String sql, @Nullable Object[] parameters, Work<T> work) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return work.on(statement);
        } catch (SQLException e) {
            throw TestDatabaseException.failed("On " + engine.label() + ", \"" + sql + "\" failed", e);
        }
    }

    private static List<Map<String, @Nullable Object>> rowsOf(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        List<Map<String, @Nullable Object>> result = new ArrayList<>();
        while (rows.next()) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                row.put(columns.getColumnLabel(i), rows.getObject(i));
            }
            result.add(row);
        }
        return result;
    }

    private interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }
}
