package dev.aegis.migrations.lint;

import dev.aegis.migrations.Changeset;
import dev.aegis.migrations.sql.Statement;
import dev.aegis.migrations.sql.Statement.AlterTable;
import dev.aegis.migrations.sql.Statement.CreateTable;
import dev.aegis.migrations.sql.TableAction;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * A changeset as the rules see it.
 *
 * @param release the one that it left the house with, or {@link ReleaseManifest#UNRELEASED}
 * @param statements what it runs on PostgreSQL; empty if it does not run there
 * @param unreadable why something in it could not be read; one entry for each
 * @param before the schema that it finds
 */
record LintedChangeset(
        Changeset identity,
        String release,
        ChangesetTraits traits,
        List<Statement> statements,
        List<String> unreadable,
        SchemaFacts before) {

    LintedChangeset {
        statements = List.copyOf(statements);
        unreadable = List.copyOf(unreadable);
    }

    <T extends Statement> Stream<T> statements(Class<T> type) {
        return statements.stream().filter(type::isInstance).map(type::cast);
    }

    /** Whether a table (or a view, or a type) has rows or users that would have to wait: not so in its own release. */
    boolean isExisting(String table) {
        return before.releaseOf(table).map(created -> !created.equals(release)).orElseGet(() -> !isCreatedHere(table));
    }

    /** Whether the first that the changeset does with it is to create it. */
    private boolean isCreatedHere(String table) {
        return statements.stream()
                .map(statement -> creates(statement, table))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(false);
    }

    /** Whether a statement creates it or drops it; empty if neither. */
    private Optional<Boolean> creates(Statement statement, String table) {
        if (statement instanceof CreateTable create && create.table().equalsIgnoreCase(table)) {
            return Optional.of(!create.ifNotExists() && (create.parent().isEmpty() || !isExisting(create.parent())));
        }
        if (statement instanceof Statement.Create create
                && SchemaFacts.isRelation(create)
                && create.name().equalsIgnoreCase(table)) {
            return Optional.of(true);
        }
        boolean drops = statement instanceof Statement.Drop drop
                && drop.names().stream().anyMatch(name -> name.equalsIgnoreCase(table));
        return drops ? Optional.of(false) : Optional.empty();
    }

    boolean anyExisting(List<String> tables) {
        return tables.stream().anyMatch(this::isExisting);
    }

    /** What the changeset alters on existing tables by an action of this type, described by the table and the action. */
    <T extends TableAction> Stream<String> onExisting(Class<T> type, BiFunction<String, T, Stream<String>> describe) {
        return statements(AlterTable.class)
                .filter(alter -> isExisting(alter.table()))
                .flatMap(alter -> alter.actions().stream()
                        .filter(type::isInstance)
                        .map(type::cast)
                        .flatMap(action -> describe.apply(alter.table(), action)));
    }

    /** Whether the whole changeset is one transaction. */
    boolean inTransaction() {
        return traits.inTransaction();
    }

    /** The existing tables that it locks against reading or writing, each once. */
    Set<String> lockedTables() {
        return LockedTables.of(this);
    }
}
