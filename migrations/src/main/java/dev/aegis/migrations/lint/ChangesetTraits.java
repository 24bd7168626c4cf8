package dev.aegis.migrations.lint;

import java.util.List;

/**
 * What is said about a changeset beside its changes.
 *
 * @param inTransaction whether all of it is one transaction
 * @param canRollBack whether Liquibase knows the way back, on each engine that it runs on
 * @param failureIgnored whether the migration goes on when it fails ({@code failOnError: false})
 * @param ignoredOnSqlite what SQLite would leave out without a word
 * @param refusedOnSqlite what SQLite cannot do, so that there the whole changelog is refused
 * @param comment its comment, which may hold suppressions; empty if it has none
 */
record ChangesetTraits(
        boolean inTransaction,
        boolean canRollBack,
        boolean failureIgnored,
        List<String> ignoredOnSqlite,
        List<String> refusedOnSqlite,
        String comment) {

    ChangesetTraits {
        ignoredOnSqlite = List.copyOf(ignoredOnSqlite);
        refusedOnSqlite = List.copyOf(refusedOnSqlite);
    }

    /** The traits of one changeset, read for PostgreSQL here and for SQLite there. */
    ChangesetTraits and(ChangesetTraits onSqlite) {
        return new ChangesetTraits(
                inTransaction,
                canRollBack && onSqlite.canRollBack,
                failureIgnored,
                onSqlite.ignoredOnSqlite,
                onSqlite.refusedOnSqlite,
                comment);
    }
}
