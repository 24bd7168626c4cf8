package dev.aegis.migrations.lint;

import dev.aegis.migrations.sql.Statement.AddEnumValue;
import dev.aegis.migrations.sql.Statement.ChangeRows;
import dev.aegis.migrations.sql.Statement.Create;
import dev.aegis.migrations.sql.Statement.CreateIndex;
import dev.aegis.migrations.sql.Statement.Drop;
import dev.aegis.migrations.sql.Statement.Maintenance;
import dev.aegis.migrations.sql.Statement.Setting;
import dev.aegis.migrations.sql.Statement.TransactionControl;
import dev.aegis.migrations.sql.TableAction.DetachPartition;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What belongs into a transaction with something else, and what does not. */
final class TransactionRules {
    static final List<Rule> RULES = List.of(
            new Rule(
                    "not-in-transaction",
                    "PostgreSQL refuses it inside a transaction",
                    "put it into a changeset of its own with runInTransaction: false",
                    changeset -> changeset.inTransaction() ? outsideOnly(changeset) : Stream.empty()),
            new Rule(
                    "several-outside-transaction",
                    "when a later statement fails, the earlier ones stay, and fail when the changeset is run again",
                    "one statement for each changeset with runInTransaction: false",
                    changeset -> !changeset.inTransaction() && steps(changeset) > 1
                            ? Stream.of(steps(changeset) + " statements")
                            : Stream.empty()),
            new Rule(
                    "transaction-control",
                    "it ends the transaction in which the changeset and the record of it are committed together",
                    "leave it out; a changeset is a transaction, and a second one is a second changeset",
                    changeset -> changeset.statements(TransactionControl.class).map(TransactionControl::word)),
            new Rule(
                    "enum-value-with-more",
                    "a new value cannot be used before it is committed, and PostgreSQL cannot take it away again",
                    "add it in a changeset of its own",
                    changeset -> changeset
                            .statements(AddEnumValue.class)
                            .filter(add -> changeset.inTransaction()
                                    && steps(changeset) > 1
                                    && changeset.isExisting(add.type()))
                            .map(add -> add.type() + " '" + add.value() + "'")),
            new Rule(
                    "several-tables-locked",
                    "the first table stays locked while the second is waited for: that stops more programs for longer,"
                            + " and can be a deadlock",
                    "one existing table for each changeset",
                    changeset -> changeset.inTransaction()
                                    && changeset.lockedTables().size() > 1
                            ? Stream.of(String.join(", ", changeset.lockedTables()))
                            : Stream.empty()),
            new Rule(
                    "rows-with-schema",
                    "the lock of the schema change is held until all rows are changed",
                    "change rows in a changeset of their own",
                    changeset -> changeset.inTransaction()
                                    && !changeset.lockedTables().isEmpty()
                            ? scans(changeset)
                            : Stream.empty()),
            new Rule(
                    "every-row",
                    "all rows stay locked until the end, and the table grows by as much",
                    "change them in batches, by a job, or say with WHERE which ones need it",
                    changeset -> changeset
                            .statements(ChangeRows.class)
                            .filter(change -> change.everyRow() && changeset.isExisting(change.table()))
                            .map(TransactionRules::label)),
            new Rule(
                    "setting-stays",
                    "without LOCAL it holds for the changesets after this one, too",
                    "write SET LOCAL; outside of a transaction RESET it at the end",
                    TransactionRules::settingsThatStay));

    private static final Set<String> DATABASE_WIDE = Set.of("database", "tablespace", "subscription");

    private TransactionRules() {}

    private static long steps(LintedChangeset changeset) {
        return changeset.statements().stream()
                .filter(statement -> !(statement instanceof Setting))
                .count();
    }

    private static Stream<String> outsideOnly(LintedChangeset changeset) {
        return Stream.of(
                        changeset
                                .statements(CreateIndex.class)
                                .filter(CreateIndex::concurrently)
                                .map(index -> "create index concurrently " + index.name()),
                        changeset
                                .statements(Drop.class)
                                .filter(drop -> drop.concurrently() || DATABASE_WIDE.contains(drop.kind()))
                                .map(drop -> "drop " + drop.kind() + " " + String.join(", ", drop.names())),
                        changeset
                                .statements(Create.class)
                                .filter(create -> DATABASE_WIDE.contains(create.kind()))
                                .map(create -> "create " + create.kind() + " " + create.name()),
                        changeset
                                .statements(Maintenance.class)
                                .filter(TransactionRules::isOutsideOnly)
                                .map(maintenance -> maintenance.command() + " " + maintenance.name()),
                        changeset.onExisting(
                                DetachPartition.class,
                                (table, detach) -> detach.concurrently()
                                        ? Stream.of("detach partition " + detach.partition() + " concurrently")
                                        : Stream.empty()))
                .flatMap(found -> found);
    }

    private static boolean isOutsideOnly(Maintenance maintenance) {
        return maintenance.command().startsWith("vacuum")
                || (maintenance.command().equals("reindex") && maintenance.concurrently());
    }

    private static Stream<String> scans(LintedChangeset changeset) {
        return changeset
                .statements(ChangeRows.class)
                .filter(change -> change.scan() && changeset.isExisting(change.table()))
                .map(TransactionRules::label);
    }

    private static String label(ChangeRows change) {
        return change.verb() + " " + change.table();
    }

    private static Stream<String> settingsThatStay(LintedChangeset changeset) {
        Set<String> reset = changeset
                .statements(Setting.class)
                .filter(setting -> setting.value().toLowerCase(Locale.ROOT).equals("default"))
                .map(Setting::name)
                .collect(java.util.stream.Collectors.toSet());
        return changeset
                .statements(Setting.class)
                .filter(setting -> !setting.local() && !reset.contains(setting.name()))
                .map(setting -> "set " + setting.name());
    }
}
