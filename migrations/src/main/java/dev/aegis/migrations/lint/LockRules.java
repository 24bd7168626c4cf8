package dev.aegis.migrations.lint;

import dev.aegis.migrations.sql.Statement.CreateTable;
import dev.aegis.migrations.sql.Statement.LockTable;
import dev.aegis.migrations.sql.Statement.Maintenance;
import dev.aegis.migrations.sql.Statement.Setting;
import dev.aegis.migrations.sql.TableAction.DetachPartition;
import dev.aegis.migrations.sql.TableAction.DisableTrigger;
import dev.aegis.migrations.sql.TableAction.Rewrite;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Locks that are taken on purpose, and the time that others wait for them. */
final class LockRules {
    private static final Set<String> NO_LIMIT = Set.of("0", "default", "0s", "0ms", "0min");

    static final List<Rule> RULES = List.of(
            new Rule(
                    "lock-timeout-off",
                    "a change that waits for a lock lets everybody else wait behind it, for as long as that takes",
                    "leave the migrator's lock_timeout alone, or set another time with SET LOCAL",
                    changeset -> changeset
                            .statements(Setting.class)
                            .filter(setting -> setting.name().equals("lock_timeout"))
                            .filter(setting -> NO_LIMIT.contains(setting.value().toLowerCase(Locale.ROOT)))
                            .filter(setting -> changeset.inTransaction() || !isReset(setting))
                            .map(setting -> "lock_timeout = " + setting.value())),
            new Rule(
                    "lock-table",
                    "everybody waits until the changeset is committed",
                    "leave it out; each statement takes the lock that it needs",
                    changeset -> changeset
                            .statements(LockTable.class)
                            .filter(lock -> changeset.anyExisting(lock.tables()))
                            .map(lock -> "lock " + String.join(", ", lock.tables()))),
            new Rule(
                    "trigger-disabled",
                    "what others write meanwhile passes foreign keys and triggers by, and nobody finds those rows later",
                    "leave triggers on; what a change of rows must not trigger, the trigger's WHEN can say",
                    changeset -> Stream.concat(
                            changeset.onExisting(
                                    DisableTrigger.class,
                                    (table, disable) -> Stream.of(table + ", " + disable.trigger())),
                            changeset
                                    .statements(Setting.class)
                                    .filter(setting -> setting.name().equals("session_replication_role"))
                                    .filter(setting -> setting.value().equalsIgnoreCase("replica"))
                                    .map(Setting::name))),
            new Rule(
                    "table-rewrite",
                    "the whole table is written anew, locked against reading",
                    "do it while nobody uses the table, or with a tool that copies beside it, such as pg_repack",
                    LockRules::rewrites),
            new Rule(
                    "partition-detach",
                    "the partitioned table is locked against reading",
                    "write 'detach partition … concurrently' in a changeset of its own with runInTransaction: false",
                    changeset -> changeset.onExisting(
                            DetachPartition.class,
                            (table, detach) -> detach.concurrently()
                                    ? Stream.empty()
                                    : Stream.of(table + ", " + detach.partition()))),
            new Rule(
                    "partition-of-existing",
                    "the partitioned table is locked against reading, and its default partition is searched through",
                    "create the table by itself, then ALTER TABLE … ATTACH PARTITION, which lets others work",
                    changeset -> changeset
                            .statements(CreateTable.class)
                            .filter(table -> !table.parent().isEmpty() && changeset.isExisting(table.parent()))
                            .map(table -> table.table() + " of " + table.parent())));

    /** For changesets that Liquibase's own tools run too: only then has a changeset to say it. */
    static final Rule LOCK_TIMEOUT_MISSING = new Rule(
            "lock-timeout-missing",
            "Liquibase's own tools set no lock_timeout, so everybody may wait behind the change for ever",
            "start the changeset with SET LOCAL lock_timeout = '5s'; this rule asks only with --plain-liquibase",
            changeset -> changeset.lockedTables().isEmpty()
                            || changeset
                                    .statements(Setting.class)
                                    .anyMatch(setting -> setting.name().equals("lock_timeout"))
                    ? Stream.empty()
                    : Stream.of(String.join(", ", changeset.lockedTables())));

    private LockRules() {}

    private static boolean isReset(Setting setting) {
        return setting.value().equals("default");
    }

    private static Stream<String> rewrites(LintedChangeset changeset) {
        return Stream.concat(
                changeset.onExisting(Rewrite.class, (table, rewrite) -> Stream.of(table + ", " + rewrite.what())),
                changeset
                        .statements(Maintenance.class)
                        .filter(maintenance -> Set.of("vacuum full", "cluster").contains(maintenance.command()))
                        .map(maintenance -> maintenance.command() + " " + maintenance.name()));
    }
}
