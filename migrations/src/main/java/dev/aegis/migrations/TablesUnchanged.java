package dev.aegis.migrations;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.migrations.sql.ChangesetSql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.database.Database;
import liquibase.database.DatabaseList;
import liquibase.database.core.SQLiteDatabase;
import liquibase.precondition.Precondition;
import liquibase.precondition.core.PreconditionContainer;
import org.jspecify.annotations.Nullable;

/** Whether changesets find the tables as they were when the changesets were written. Within Liquibase's surroundings. */
public final class TablesUnchanged {
    /**
     * A changeset that finds another table than it was written for.
     *
     * @param since the changeset that left the table as it was expected
     * @param difference which changesets came between, or are missing
     */
    public record Problem(Changeset changeset, String table, String since, String difference) {
        /** One line, with what to do. */
        String line() {
            return ("changeset %s in %s was written for the table %s as %s left it, but %s. Roll back what is applied of the"
                            + " later file, delete that file, and run 'aegis migrate generate' again: it writes the change for"
                            + " the table as it is now")
                    .formatted(changeset.id(), changeset.file(), table, since, difference);
        }
    }

    private final DatabaseEngine engine;
    private final Map<Changeset, ChangeSet> changeSets = new LinkedHashMap<>();
    private final Map<Changeset, List<String>> statements = new HashMap<>();
    private final Map<String, Optional<TableHistory>> historiesSince = new HashMap<>();
    private final Database database;

    /** Of a changelog as one engine executes it. */
    public TablesUnchanged(DatabaseChangeLog changelog, Database database) {
        this.database = database;
        this.engine = database instanceof SQLiteDatabase ? DatabaseEngine.SQLITE : DatabaseEngine.POSTGRESQL;
        for (ChangeSet changeSet : changelog.getChangeSets()) {
            if (!changeSet.isIgnore() && DatabaseList.definitionMatches(changeSet.getDbmsSet(), database, true)) {
                changeSets.putIfAbsent(Changelog.identity(changeSet), changeSet);
            }
        }
    }

    /** What is wrong if all changesets are applied in the order of the changelog. */
    public List<Problem> problemsInOrder() {
        return problems(List.of(), List.copyOf(changeSets.keySet()));
    }

    /**
     * What is wrong; empty if every changeset finds what it was written for.
     *
     * @param applied in the order of application
     * @param due those that follow, in order
     */
    List<Problem> problems(List<Changeset> applied, List<Changeset> due) {
        if (haveNoConditions(due)) {
            return List.of();
        }
        TableHistory actual = new TableHistory(engine);
        applied.forEach(changeset -> actual.add(changeset, statements(changeset)));
        List<Problem> problems = new ArrayList<>();
        for (Changeset changeset : due) {
            for (TableUnchangedPrecondition condition : conditions(changeset)) {
                problem(changeset, condition, actual).ifPresent(problems::add);
            }
            actual.add(changeset, statements(changeset));
        }
        return problems;
    }

    /**
     * What would fail when its turn comes: a table is dropped that was written to be dropped, but another one refers to it by
     * then. Empty if there is nothing of that kind.
     *
     * @param references as they are after what is applied; they go on by what is due
     */
    Optional<String> referredToWhenDropped(List<Changeset> applied, List<Changeset> due, References references) {
        if (haveNoConditions(due)) {
            return Optional.empty();
        }
        TableHistory actual = new TableHistory(engine);
        applied.forEach(changeset -> actual.add(changeset, statements(changeset)));
        for (Changeset changeset : due) {
            List<String> statements = statements(changeset);
            actual.add(changeset, statements);
            references.add(statements);
            for (TableUnchangedPrecondition condition : conditions(changeset)) {
                String table = String.valueOf(condition.getTableName());
                List<String> children = references.to(table);
                if (actual.of(table).isEmpty() && !children.isEmpty()) {
                    return Optional.of(
                            ("changeset %s in %s drops the table %s, but %s refers to it, which the changeset does not"
                                            + " know. Roll back what is applied of the file, delete the file, and run 'aegis migrate"
                                            + " generate' again")
                                    .formatted(
                                            changeset.id(), changeset.file(), table, String.join(" and ", children)));
                }
            }
        }
        return Optional.empty();
    }

    /** Then nothing needs the SQL of what is applied. */
    private boolean haveNoConditions(List<Changeset> due) {
        return due.stream().allMatch(changeset -> conditions(changeset).isEmpty());
    }

    private List<TableUnchangedPrecondition> conditions(Changeset changeset) {
        ChangeSet changeSet = changeSets.get(changeset);
        PreconditionContainer container = changeSet == null ? null : changeSet.getPreconditions();
        return container == null
                ? List.of()
                : container.getNestedPreconditions().stream()
                        .flatMap(TablesUnchanged::own)
                        .toList();
    }

    private static Stream<TableUnchangedPrecondition> own(Precondition precondition) {
        return precondition instanceof TableUnchangedPrecondition own ? Stream.of(own) : Stream.empty();
    }

    private Optional<Problem> problem(Changeset owner, TableUnchangedPrecondition condition, TableHistory actual) {
        String table = String.valueOf(condition.getTableName());
        List<Changeset> found = actual.of(table);
        @Nullable Problem problem = null;
        for (String since : condition.sinceOneOf()) {
            Optional<TableHistory> expected = historiesSince.computeIfAbsent(since, this::historySince);
            if (expected.isPresent()) {
                String difference = TableHistory.difference(expected.get().of(table), found);
                if (difference.isEmpty()) {
                    return Optional.empty();
                }
                problem = new Problem(owner, table, since, difference);
            }
        }
        if (problem == null) { // else the alternatives are those of the other engine
            String all = String.join(" or ", condition.sinceOneOf());
            problem = new Problem(owner, table, all, all + " is not in the changelog any more");
        }
        return Optional.of(problem);
    }

    /** The tables as a changeset left them, in the order of the changelog; empty if it is not there. */
    private Optional<TableHistory> historySince(String id) {
        TableHistory history = new TableHistory(engine);
        for (Changeset changeset : changeSets.keySet()) {
            history.add(changeset, statements(changeset));
            if (changeset.id().equals(id)) {
                return Optional.of(history);
            }
        }
        return Optional.empty();
    }

    private List<String> statements(Changeset changeset) {
        ChangeSet changeSet = changeSets.get(changeset);
        return changeSet == null
                ? List.of()
                : statements.computeIfAbsent(
                        changeset, key -> ChangesetSql.of(changeSet, database).texts());
    }
}
