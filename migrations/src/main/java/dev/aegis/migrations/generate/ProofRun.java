package dev.aegis.migrations.generate;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.DatabaseUrl;
import dev.aegis.db.DirectConnections;
import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.ColumnType;
import dev.aegis.db.schema.ColumnType.Kind;
import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.db.schema.TableDefinition;
import dev.aegis.migrations.Changelog;
import dev.aegis.migrations.MigrationException;
import dev.aegis.migrations.Migrator;
import dev.aegis.migrations.Models;
import dev.aegis.migrations.drift.Catalogue;
import dev.aegis.migrations.drift.CatalogueTable;
import dev.aegis.migrations.drift.Drift;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Tries a file of changesets on an empty database: applies what was before, puts rows in, applies the file, rolls it back,
 * applies it once more, and compares.
 *
 * @param file where the text belongs in the copy of the changelog; it is not there
 * @param changelog the directory of the copy
 * @param before what the changelog gives without the file
 * @param after what it is to give with the file
 */
record ProofRun(
        String name,
        String text,
        Path file,
        Path changelog,
        Set<String> externalTables,
        SchemaDefinition before,
        SchemaDefinition after) {
    private static final String SETTING = "the scratch database";
    private static final int ROWS = 4;
    private static final long SEED = 20_260_131;

    private record State(Map<String, List<String>> catalogue, TriedRows rows) {}

    /** @throws GenerationException if something is not as it must be */
    void on(DatabaseUrl url) throws IOException {
        String engine = url.engine().displayName();
        try {
            Files.deleteIfExists(file);
            migrator(url).migrate();
            State start = withRows(url);
            List<dev.aegis.migrations.drift.Difference> known = drift(before, url);
            Files.writeString(file, text);
            Migrator migrator = migrator(url);

            int applied;
            try {
                applied = migrator.migrate().applied().size();
            } catch (MigrationException e) {
                // Values that do not fit a narrower type are refused, as they should be.
                start = withoutRows(url, e, engine);
                applied = apply(migrator, engine);
            }
            drift(after, url).stream()
                    .filter(difference -> !known.contains(difference))
                    .findFirst()
                    .ifPresent(difference -> {
                        throw refused(engine, "it leads elsewhere: " + difference.text("the database"));
                    });
            State end = state(url, after);
            requireRows(start, end, after, engine, "it loses values");

            if (applied > 0 && hasWayBack(migrator, applied, engine)) {
                requireCatalogue(start, catalogue(url), engine, "its rollback leads elsewhere");
                State back = stateBefore(url);
                requireRows(start, back, kept(), engine, "its rollback loses values");
                apply(migrator, engine);
                requireCatalogue(end, catalogue(url), engine, "after its rollback it leads elsewhere");
                State again = state(url, after);
                requireRows(back, again, after, engine, "after its rollback it loses values");
            }
        } catch (SQLException | MigrationException e) {
            throw refused(engine, "it could not be tried: " + e.getMessage());
        }
    }

    private Migrator migrator(DatabaseUrl url) {
        return Migrator.of(SETTING, url, Changelog.in(changelog, "changelog.yaml"));
    }

    private GenerationException refused(String engine, String reason) {
        return GenerationProof.refused(name, "tried on a scratch database of " + engine + ", " + reason);
    }

    private State withRows(DatabaseUrl url) throws SQLException {
        try (Connection connection = connect(url)) {
            if (url.engine() == DatabaseEngine.SQLITE) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("pragma foreign_keys = on");
                }
            }
            new SampleRows(connection, url.engine(), new Random(SEED)).fill(sampled(), ROWS);
            new FittingRows(connection, url.engine(), before, after).keep();
        }
        return stateBefore(url);
    }

    private State withoutRows(DatabaseUrl url, MigrationException failure, String engine) throws SQLException {
        boolean narrows = before.tables().stream()
                .flatMap(table -> table.columns().stream().map(column -> narrower(table, column)))
                .anyMatch(Optional::isPresent);
        if (!narrows) {
            throw refused(engine, "it fails: " + failure.getMessage());
        }
        try (Connection connection = connect(url)) {
            new SampleRows(connection, url.engine(), new Random(SEED)).delete(before);
        }
        return stateBefore(url);
    }

    /** What the rows are chosen for: a column that becomes narrower has values that fit. */
    private SchemaDefinition sampled() {
        return new SchemaDefinition(before.tables().stream()
                .map(table -> new TableDefinition(
                        table.name(),
                        table.columns().stream()
                                .map(column -> narrower(table, column).orElse(column))
                                .toList(),
                        table.primaryKey(),
                        table.uniques(),
                        table.foreignKeys(),
                        table.checks(),
                        table.indexes()))
                .toList());
    }

    private Optional<ColumnDefinition> narrower(TableDefinition table, ColumnDefinition column) {
        FormerNames formerNames = formerNames();
        return after.table(formerNames.laterTable(table.name()))
                .flatMap(next -> next.column(formerNames.laterColumn(table.name(), column.name())))
                .filter(next -> !Conversions.isLossless(column.type(), next.type()))
                .map(next -> new ColumnDefinition(
                        column.name(),
                        isNumber(column.type()) || isNumber(next.type()) ? ColumnType.of(Kind.SMALLINT) : next.type(),
                        column.nullable(),
                        column.generated(),
                        null));
    }

    private static boolean isNumber(ColumnType type) {
        return switch (type.kind()) {
            case SMALLINT, INTEGER, BIGINT, DOUBLE -> true;
            default -> false;
        };
    }

    private static Connection connect(DatabaseUrl url) {
        return DirectConnections.openForMigration(SETTING, url);
    }

    private static Map<String, List<String>> catalogue(DatabaseUrl url) throws SQLException {
        try (Connection connection = connect(url)) {
            return inAnyOrder(Catalogue.read(url.engine(), connection));
        }
    }

    private static State state(DatabaseUrl url, SchemaDefinition schema) throws SQLException {
        try (Connection connection = connect(url)) {
            return new State(
                    inAnyOrder(Catalogue.read(url.engine(), connection)),
                    TriedRows.read(connection, url.engine(), schema));
        }
    }

    /** Rows under the names that they have later. */
    private State stateBefore(DatabaseUrl url) throws SQLException {
        State state = state(url, before);
        return new State(state.catalogue(), state.rows().renamed(formerNames()));
    }

    private FormerNames formerNames() {
        return FormerNames.declared(before, after);
    }

    private SchemaDefinition renamed() {
        return formerNames().applied(before);
    }

    /** PostgreSQL puts a column that comes back at the end. */
    private static Map<String, List<String>> inAnyOrder(Catalogue catalogue) {
        Map<String, List<String>> tables = new TreeMap<>();
        for (CatalogueTable table : catalogue.tables()) {
            tables.put(
                    table.name(),
                    table.objects().stream().map(String::valueOf).sorted().toList());
        }
        return tables;
    }

    private List<dev.aegis.migrations.drift.Difference> drift(SchemaDefinition schema, DatabaseUrl url) {
        return Drift.between(new Models(schema, externalTables), SETTING, url);
    }

    private int apply(Migrator migrator, String engine) {
        try {
            return migrator.migrate().applied().size();
        } catch (MigrationException e) {
            throw refused(engine, "it fails: " + e.getMessage());
        }
    }

    /** A rollback that the documentation calls impossible is none that a generated file could have. */
    private boolean hasWayBack(Migrator migrator, int applied, String engine) {
        try {
            migrator.rollback(applied);
            return true;
        } catch (MigrationException e) {
            if (losesCondition()) {
                return false;
            }
            throw refused(engine, "its rollback fails: " + e.getMessage());
        }
    }

    private boolean losesCondition() {
        return renamed().tables().stream()
                .anyMatch(table -> after.table(table.name())
                        .filter(next -> losesCondition(table, next))
                        .isPresent());
    }

    /** Rows without the values that are gone cannot meet what comes back. */
    private boolean losesCondition(TableDefinition table, TableDefinition next) {
        return table.foreignKeys().stream()
                        .anyMatch(key -> after.table(key.referencedTable()).isEmpty())
                || table.columns().stream()
                        .map(ColumnDefinition::name)
                        .filter(column -> next.column(column).isEmpty())
                        .anyMatch(column -> isConstrained(table, column));
    }

    private static boolean isConstrained(TableDefinition table, String column) {
        return table.uniques().stream().anyMatch(part -> Involved.in(part, column))
                || table.foreignKeys().stream().anyMatch(part -> Involved.in(part, column))
                || table.checks().stream().anyMatch(part -> Involved.in(part, column))
                || table.indexes().stream().anyMatch(part -> part.unique() && Involved.in(part, column));
    }

    /** What a rollback brings back with its values; what was null may have become something else. */
    private SchemaDefinition kept() {
        List<TableDefinition> tables = new ArrayList<>();
        for (TableDefinition table : renamed().tables()) {
            Optional<TableDefinition> next = after.table(table.name());
            if (next.isPresent()) {
                tables.add(new TableDefinition(
                        table.name(),
                        table.columns().stream()
                                .flatMap(column -> next.get().column(column.name()).stream()
                                        .map(same -> Columns.nullable(column, same.nullable())))
                                .toList(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()));
            }
        }
        return new SchemaDefinition(tables);
    }

    private void requireRows(State start, State end, SchemaDefinition schema, String engine, String fault) {
        start.rows().lostIn(end.rows(), renamed(), schema).ifPresent(lost -> {
            throw refused(engine, fault + ": " + lost);
        });
    }

    private void requireCatalogue(State wanted, Map<String, List<String>> found, String engine, String fault) {
        if (!wanted.catalogue().equals(found)) {
            List<String> differing = new ArrayList<>();
            wanted.catalogue().forEach((table, parts) -> {
                if (!parts.equals(found.get(table))) {
                    differing.add("table " + table);
                }
            });
            found.keySet().stream()
                    .filter(table -> !wanted.catalogue().containsKey(table))
                    .forEach(table -> differing.add("table " + table));
            throw refused(engine, fault + ": " + String.join(", ", differing));
        }
    }
}
