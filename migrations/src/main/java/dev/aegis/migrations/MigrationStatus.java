package dev.aegis.migrations;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A database's schema compared with the changelog of this program.
 *
 * @param applied what the database has of the changelog, in the order of application
 * @param pending what the database lacks, in the order of the changelog
 * @param changed the part of {@code applied} that was edited in the changelog afterwards
 * @param unknown what the database has and the changelog lacks: the schema is newer than this program
 */
public record MigrationStatus(
        List<Executed> applied, List<Changeset> pending, List<Changeset> changed, List<Changeset> unknown) {

    public MigrationStatus {
        applied = List.copyOf(applied);
        pending = List.copyOf(pending);
        changed = List.copyOf(changed);
        unknown = List.copyOf(unknown);
    }

    /**
     * A changeset and when it was applied.
     *
     * @param executedAt by the database's clock, in whole seconds on SQLite. Liquibase records no time zone; this is
     *     right for changesets applied by {@link Migrator}. Other tools record their local time on PostgreSQL.
     */
    public record Executed(String id, String author, String file, Instant executedAt) {}

    /** Whether the schema is exactly what this program was built for. */
    public boolean isCurrent() {
        return pending.isEmpty() && changed.isEmpty() && unknown.isEmpty();
    }

    /** One line for people: {@code current, 4 applied}, or {@code 1 pending, 4 applied}. */
    public String summary() {
        List<String> parts = new ArrayList<>();
        if (isCurrent()) {
            parts.add("current");
        }
        addCount(parts, pending, "pending");
        addCount(parts, changed, "changed");
        addCount(parts, unknown, "unknown");
        parts.add(applied.size() + " applied");
        return String.join(", ", parts);
    }

    private static void addCount(List<String> parts, List<Changeset> changesets, String what) {
        if (!changesets.isEmpty()) {
            parts.add(changesets.size() + " " + what);
        }
    }

    static String ids(List<Changeset> changesets) {
        return changesets.stream().map(Changeset::id).collect(Collectors.joining(", "));
    }
}
