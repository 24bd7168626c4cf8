package dev.aegis.migrations.lint;

import dev.aegis.migrations.sql.Statement.Opaque;
import java.util.List;
import java.util.stream.Stream;

/** What this project asks of every changeset, on whichever engine it runs. */
final class ProjectRules {
    static final List<Rule> RULES = List.of(
            new Rule(
                    "no-rollback",
                    "Liquibase knows no way back from it, so neither this changeset nor one before it can be undone",
                    "add a 'rollback' section",
                    changeset -> changeset.traits().canRollBack() ? Stream.empty() : Stream.of("no rollback")),
            new Rule(
                    "failure-ignored",
                    "when it fails the migration goes on, and nobody knows which schema a database has",
                    "leave out failOnError: false; a precondition can say when there is nothing to do",
                    changeset ->
                            changeset.traits().failureIgnored() ? Stream.of("failOnError: false") : Stream.empty()),
            new Rule(
                    "opaque",
                    "what it does cannot be read here, so nothing is said about it",
                    "write it as plain SQL, or look through it yourself and suppress this rule",
                    changeset -> Stream.concat(
                            changeset.statements(Opaque.class).map(Opaque::what), changeset.unreadable().stream())),
            new Rule(
                    "sqlite-ignores",
                    "SQLite gets a table without it, and no error",
                    "make two changesets, dbms: postgresql and dbms: sqlite, and write the one for SQLite as SQL",
                    changeset -> changeset.traits().ignoredOnSqlite().stream()),
            new Rule(
                    "sqlite-refuses",
                    "SQLite cannot do it, and there the migrator then refuses the whole changelog",
                    "make two changesets, dbms: postgresql and dbms: sqlite, the one for SQLite building the table anew",
                    changeset -> changeset.traits().refusedOnSqlite().stream()));

    private ProjectRules() {}
}
