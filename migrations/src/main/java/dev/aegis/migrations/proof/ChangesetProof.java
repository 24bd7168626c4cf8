package dev.aegis.migrations.proof;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.migrations.proof.SchemaObject.Kind;
import dev.aegis.migrations.sql.SqlLexer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Proves that a changeset loses nothing but what it says it drops. Something is dropped on purpose if a DROP or ALTER of the
 * changeset names it, or if its rollback does: what one direction takes away, the other brings back. Everything else that
 * was there before is there afterwards: tables, columns, constraints, indexes, triggers, views and policies; on SQLite also
 * the rows and values of a table that is rebuilt, what its CREATE TABLE says of it, and the counter of its ids.
 *
 * <p>For one changeset, on the connection that runs it.
 */
public final class ChangesetProof {
    private final Connection connection;
    private final DatabaseEngine engine;
    private final Mentions own;
    private final Mentions counter;
    private final boolean canLose;
    private final List<SchemaObject> before;
    private final SqliteRebuilds rebuilds;
    private final List<String> counterStatements;

    private ChangesetProof(
            Connection connection, DatabaseEngine engine, List<String> statements, List<String> counterStatements)
            throws SQLException {
        this.connection = connection;
        this.engine = engine;
        this.counterStatements = List.copyOf(counterStatements);
        own = new Mentions(statements, engine);
        counter = new Mentions(counterStatements, engine);
        canLose = statements.stream().anyMatch(statement -> canLose(statement, engine));
        before = canLose ? read() : List.of();
        rebuilds = new SqliteRebuilds(connection, canLose && engine == DatabaseEngine.SQLITE);
    }

    /**
     * Begins before the first statement is executed.
     *
     * @param statements that will be executed
     * @param counterStatements of the other direction: the rollback's, or when it is rolled back, the changeset's own
     */
    public static ChangesetProof begin(
            Connection connection, DatabaseEngine engine, List<String> statements, List<String> counterStatements)
            throws SQLException {
        return new ChangesetProof(connection, engine, statements, counterStatements);
    }

    /** Whether a statement can take something away; most only add. */
    private static boolean canLose(String statement, DatabaseEngine engine) {
        return SqlLexer.tokens(statement, engine).stream()
                .findFirst()
                .map(first -> Set.of("drop", "alter", "do", "call", "select", "pragma")
                        .contains(first.text()))
                .orElse(false);
    }

    private List<SchemaObject> read() throws SQLException {
        return switch (engine) {
            case SQLITE -> SqliteObjects.read(connection);
            case POSTGRESQL -> PostgresObjects.read(connection);
        };
    }

    /**
     * Before each statement, in order.
     *
     * @throws SQLException if it would drop a table whose rows were not all copied; it must not be executed then
     */
    public void before(String statement) throws SQLException {
        if (canLose && engine == DatabaseEngine.SQLITE) {
            rebuilds.before(statement);
        }
    }

    /**
     * After the last statement, before the commit.
     *
     * @throws SQLException that names what is lost; the transaction must be rolled back then
     */
    public void requireNothingLost() throws SQLException {
        if (!canLose) {
            return;
        }
        Map<String, SchemaObject> after = new HashMap<>();
        read().forEach(object -> after.put(object.identity(), object));
        List<String> lost = new ArrayList<>();
        Set<String> titles = after.values().stream().map(SchemaObject::title).collect(Collectors.toSet());
        for (SchemaObject object : before) {
            // PostgreSQL makes indexes and constraints again when a type changes: the same by name.
            boolean isThere = after.containsKey(object.identity()) || titles.contains(object.title());
            if (!isThere && !isMeant(object, after)) {
                lost.add(object.title());
            }
        }
        if (engine == DatabaseEngine.SQLITE) {
            lost.addAll(new SqliteDefinitions(own, counter, counterStatements).lost(before, after));
            lost.addAll(rebuilds.lost());
        }
        if (!lost.isEmpty()) {
            throw new SQLException("it would lose " + String.join(", ", lost)
                    + ", and neither a DROP in it nor its rollback names that");
        }
    }

    private boolean isMeant(SchemaObject object, Map<String, SchemaObject> after) {
        return own.takeAway(object)
                || counter.make(object)
                || goesWithTable(object, after)
                || goesWithColumns(object, after);
    }

    private boolean goesWithTable(SchemaObject object, Map<String, SchemaObject> after) {
        return object.kind() != Kind.TABLE
                && before.stream()
                        .filter(table ->
                                table.kind() == Kind.TABLE && table.name().equals(object.table()))
                        .anyMatch(table -> !after.containsKey(table.identity()) && isMeant(table, after));
    }

    /** An index or a constraint of nothing but columns that are dropped by name. */
    private boolean goesWithColumns(SchemaObject object, Map<String, SchemaObject> after) {
        return !object.columns().isEmpty()
                && object.columns().stream()
                        .allMatch(name -> before.stream()
                                .filter(column -> column.kind() == Kind.COLUMN
                                        && column.table().equals(object.table())
                                        && column.name().equals(name))
                                .anyMatch(column -> !after.containsKey(column.identity()) && isMeant(column, after)));
    }
}
