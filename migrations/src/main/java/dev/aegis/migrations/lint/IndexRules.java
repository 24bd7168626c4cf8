package dev.aegis.migrations.lint;

import dev.aegis.migrations.sql.Statement.CreateIndex;
import dev.aegis.migrations.sql.Statement.Drop;
import dev.aegis.migrations.sql.Statement.Maintenance;
import java.util.List;
import java.util.stream.Stream;

/** Indexes, and what else has a way that does not stop everybody. */
final class IndexRules {
    private static final String ALONE = "in a changeset of its own with runInTransaction: false";

    static final List<Rule> RULES = List.of(
            new Rule(
                    "index-not-concurrent",
                    "the table cannot be written while the index is built",
                    "write 'create index concurrently' " + ALONE,
                    changeset -> changeset
                            .statements(CreateIndex.class)
                            .filter(index -> !index.concurrently() && !index.withoutPartitions())
                            .filter(index -> changeset.isExisting(index.table()))
                            .map(IndexRules::label)),
            new Rule(
                    "index-if-not-exists",
                    "a build that failed leaves an invalid index, which IF NOT EXISTS then takes for the real one",
                    "leave out IF NOT EXISTS; the migrator drops an invalid index of that name before it tries again",
                    changeset -> changeset
                            .statements(CreateIndex.class)
                            .filter(index -> index.concurrently() && index.ifNotExists())
                            .map(IndexRules::label)),
            new Rule(
                    "index-without-name",
                    "the server finds a name, and neither a rollback nor a second attempt can know it",
                    "give the index a name, <table>_<columns>_idx",
                    changeset -> changeset
                            .statements(CreateIndex.class)
                            .filter(index -> index.name().isEmpty())
                            .map(IndexRules::label)),
            new Rule(
                    "index-drop-not-concurrent",
                    "the drop waits for everybody who uses the table, and stops everybody who comes after",
                    "write 'drop index concurrently' " + ALONE,
                    changeset -> changeset
                            .statements(Drop.class)
                            .filter(drop -> drop.kind().equals("index") && !drop.concurrently())
                            .flatMap(drop -> drop.names().stream())
                            .filter(index -> isOnExistingTable(changeset, index))
                            .map(index -> "drop index " + index)),
            new Rule(
                    "reindex-not-concurrent",
                    "the table cannot be written while its indexes are built",
                    "write 'reindex … concurrently' " + ALONE,
                    changeset -> maintenance(changeset, "reindex")),
            new Rule(
                    "refresh-not-concurrent",
                    "the view cannot be read while it is filled",
                    "give it a unique index and write 'refresh materialized view concurrently'",
                    changeset -> maintenance(changeset, "refresh")));

    private IndexRules() {}

    private static String label(CreateIndex index) {
        return "create index " + (index.name().isEmpty() ? "" : index.name() + " ") + "on " + index.table();
    }

    private static boolean isOnExistingTable(LintedChangeset changeset, String index) {
        Stream<String> made = changeset
                .statements(CreateIndex.class)
                .filter(create -> create.name().equalsIgnoreCase(index))
                .map(CreateIndex::table);
        return Stream.concat(made, changeset.before().tableOfIndex(index).stream())
                .findFirst()
                .map(changeset::isExisting)
                .orElse(true);
    }

    private static Stream<String> maintenance(LintedChangeset changeset, String command) {
        return changeset
                .statements(Maintenance.class)
                .filter(maintenance -> maintenance.command().equals(command) && !maintenance.concurrently())
                .filter(maintenance -> changeset.isExisting(maintenance.name()))
                .map(maintenance -> command + " " + maintenance.name());
    }
}
