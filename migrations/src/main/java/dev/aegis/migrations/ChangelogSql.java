package dev.aegis.migrations;

import dev.aegis.db.DatabaseEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import liquibase.Scope;
import liquibase.change.AbstractSQLChange;
import liquibase.change.Change;
import liquibase.change.DbmsTargetedChange;
import liquibase.change.core.AbstractModifyDataChange;
import liquibase.change.core.InsertDataChange;
import liquibase.change.core.LoadDataChange;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.database.Database;
import liquibase.database.DatabaseList;
import liquibase.parser.ChangeLogParserFactory;
import liquibase.resource.CompositeResourceAccessor;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.resource.ResourceAccessor;
import liquibase.sql.Sql;
import liquibase.sqlgenerator.SqlGeneratorFactory;
import org.jspecify.annotations.Nullable;

/** A changelog in a directory as SQL, without a database. */
public final class ChangelogSql {
    private static final String MAIN_FILE = "changelog.yaml";

    private ChangelogSql() {}

    /**
     * What one change of a changeset executes.
     *
     * @param engines on which it does so
     * @param statements as PostgreSQL gets them; if it does not run there, those of its SQL for SQLite
     */
    public record Step(Changeset changeset, Set<DatabaseEngine> engines, List<String> statements) {
        public Step {
            engines = Set.copyOf(engines);
            statements = List.copyOf(statements);
        }
    }

    /**
     * Reads {@code changelog.yaml} and what it includes, in the order of execution. Changes of rows alone are left out.
     *
     * @throws MigrationException if there is none, it is malformed, or a change cannot be turned into SQL without a
     *     database
     */
    public static List<Step> read(Path directory) {
        Path file = directory.resolve(MAIN_FILE);
        if (!Files.isRegularFile(file)) {
            throw new MigrationException("no changelog at " + file + "; name its directory", null);
        }
        Database postgres = QuietLiquibase.databaseOf(DatabaseEngine.POSTGRESQL);
        try {
            return QuietLiquibase.call(postgres, () -> steps(postgres, directory));
        } catch (MigrationException e) {
            throw e;
        } catch (Exception e) {
            throw new MigrationException("changelog " + file + ": " + Reasons.line(e) + "; correct it", e);
        }
    }

    /**
     * As {@link #read(Path)}, of any changelog.
     *
     * @throws MigrationException if it is missing or malformed, or a change cannot be turned into SQL without a database
     */
    public static List<Step> read(Changelog changelog) {
        Database postgres = QuietLiquibase.databaseOf(DatabaseEngine.POSTGRESQL);
        try {
            return changelog.call(
                    postgres,
                    () -> steps(
                            postgres, changelog.path(), Scope.getCurrentScope().getResourceAccessor()));
        } catch (MigrationException e) {
            throw e;
        } catch (Exception e) {
            throw new MigrationException("changelog " + changelog.path() + ": " + Reasons.line(e) + "; correct it", e);
        }
    }

    @SuppressWarnings("try") // close() of Liquibase's class is declared to throw anything
    private static List<Step> steps(Database postgres, Path directory) throws Exception {
        try (ResourceAccessor resources = resources(directory)) {
            return Scope.child(
                    Map.of(Scope.Attr.resourceAccessor.name(), resources), () -> steps(postgres, MAIN_FILE, resources));
        }
    }

    /** Paths in a changelog count from its own directory, or from the root of the resources that it lies in. */
    static ResourceAccessor resources(Path directory) throws Exception {
        Path absolute = directory.toAbsolutePath().normalize();
        CompositeResourceAccessor resources = new CompositeResourceAccessor(new DirectoryResourceAccessor(absolute));
        Path folder = absolute.getParent();
        Path root = folder == null ? null : folder.getParent();
        if (root != null && absolute.endsWith(Path.of("db", "changelog"))) {
            resources.addResourceAccessor(new DirectoryResourceAccessor(root));
        }
        return resources;
    }

    private static List<Step> steps(Database postgres, String path, ResourceAccessor resources) throws Exception {
        DatabaseChangeLog changelog = ChangeLogParserFactory.getInstance()
                .getParser(path, resources)
                .parse(path, new ParametersOfPostgres(postgres), resources);
        List<Step> steps = new ArrayList<>();
        for (ChangeSet changeSet : changelog.getChangeSets()) {
            if (!changeSet.isIgnore()) {
                for (Change change : changeSet.getChanges()) {
                    steps.add(step(changeSet, change, postgres));
                }
            }
        }
        return steps;
    }

    private static Step step(ChangeSet changeSet, Change change, Database postgres) {
        Set<DatabaseEngine> engines = EnumSet.noneOf(DatabaseEngine.class);
        for (DatabaseEngine engine : DatabaseEngine.values()) {
            if (isFor(changeSet, change, QuietLiquibase.databaseOf(engine))) {
                engines.add(engine);
            }
        }
        return new Step(Changelog.identity(changeSet), engines, statements(changeSet, change, engines, postgres));
    }

    private static boolean isFor(ChangeSet changeSet, Change change, Database database) {
        return DatabaseList.definitionMatches(changeSet.getDbmsSet(), database, true)
                && (!(change instanceof DbmsTargetedChange targeted)
                        || DatabaseList.definitionMatches(targeted.getDbms(), database, true));
    }

    private static List<String> statements(
            ChangeSet changeSet, Change change, Set<DatabaseEngine> engines, Database postgres) {
        if (change instanceof AbstractModifyDataChange
                || change instanceof InsertDataChange
                || change instanceof LoadDataChange) {
            return List.of();
        }
        if (!engines.contains(DatabaseEngine.POSTGRESQL)) {
            return change instanceof AbstractSQLChange sql
                    ? SqlTextStatements.cut(sql, DatabaseEngine.SQLITE)
                    : onSqlite(change, engines);
        }
        try {
            return Arrays.stream(SqlGeneratorFactory.getInstance().generateSql(change, postgres))
                    .map(Sql::toSql)
                    .toList();
        } catch (RuntimeException e) {
            throw new MigrationException(
                    "changeset %s in %s: what its %s does cannot be told without a database (%s); write it as SQL"
                            .formatted(
                                    changeSet.getId(),
                                    changeSet.getFilePath(),
                                    change.getSerializedObjectName(),
                                    Reasons.line(e)),
                    e);
        }
    }

    /** As far as it can be told without a database: an index or a view can, and no more than that matters. */
    private static List<String> onSqlite(Change change, Set<DatabaseEngine> engines) {
        if (!engines.contains(DatabaseEngine.SQLITE)) {
            return List.of();
        }
        try {
            Database sqlite = QuietLiquibase.databaseOf(DatabaseEngine.SQLITE);
            return Arrays.stream(SqlGeneratorFactory.getInstance().generateSql(change, sqlite))
                    .map(Sql::toSql)
                    .toList();
        } catch (RuntimeException e) {
            return List.of();
        }
    }

    /** PostgreSQL's properties. Liquibase would leave out changesets of other engines, were it told which this is. */
    private static final class ParametersOfPostgres extends ChangeLogParameters {
        ParametersOfPostgres(Database postgres) {
            super(postgres);
        }

        @Override
        public @Nullable Object getValue(String key, @Nullable DatabaseChangeLog changelog) {
            return key.equals("database.typeName") ? null : super.getValue(key, changelog);
        }
    }
}
