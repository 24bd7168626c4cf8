package dev.aegis.migrations.lint;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.migrations.Changelog;
import dev.aegis.migrations.QuietLiquibase;
import dev.aegis.migrations.Reasons;
import dev.aegis.migrations.TablesUnchanged;
import java.util.ArrayList;
import java.util.List;
import liquibase.database.Database;

/** That a changeset finds the table that it was written for; two branches that were merged may each have changed it. */
final class TableStateRules {
    private static final Rule CHANGED_SINCE = new Rule(
            "table-changed-since",
            "the migrator refuses it, since it was written for another state of the table",
            "roll it back where it is applied, delete its file and run 'aegis migrate generate' again");

    static final List<Rule> RULES = List.of(CHANGED_SINCE);

    private TableStateRules() {}

    static List<Finding> check(Changelog changelog) {
        List<Finding> findings = new ArrayList<>();
        for (DatabaseEngine engine : DatabaseEngine.values()) {
            problems(changelog, engine).stream()
                    .map(problem -> Finding.of(
                            CHANGED_SINCE,
                            problem.changeset(),
                            "table %s is not as %s left it, but %s"
                                    .formatted(problem.table(), problem.since(), problem.difference())))
                    .filter(finding -> !findings.contains(finding))
                    .forEach(findings::add);
        }
        return findings;
    }

    private static List<TablesUnchanged.Problem> problems(Changelog changelog, DatabaseEngine engine) {
        Database database = QuietLiquibase.databaseOf(engine);
        try {
            return QuietLiquibase.call(
                    database, () -> new TablesUnchanged(changelog.parse(database), database).problemsInOrder());
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new LintException("changelog " + changelog.path() + ": " + Reasons.line(e) + "; correct it", e);
        }
    }
}
