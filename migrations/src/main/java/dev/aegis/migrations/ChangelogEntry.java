package dev.aegis.migrations;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known about a changeset to compare it with a database, without Liquibase's own objects: those are
 * mutable and belong to one run.
 *
 * @param checksum as Liquibase would store it today
 * @param otherChecksums of earlier wordings that count as the same
 * @param anyChecksum whether every earlier wording counts as the same
 */
public record ChangelogEntry(
        Changeset changeset,
        String checksum,
        Set<String> otherChecksums,
        boolean anyChecksum,
        boolean runOnChange,
        boolean runAlways) {

    public ChangelogEntry {
        otherChecksums = Set.copyOf(otherChecksums);
    }

    /** Whether the wording that was applied is today's. Checksums of another version of the format cannot tell. */
    public boolean accepts(@Nullable String stored) {
        return anyChecksum
                || stored == null
                || !version(stored).equals(version(checksum))
                || stored.equals(checksum)
                || otherChecksums.contains(stored);
    }

    private static String version(String checksum) {
        return checksum.substring(0, Math.max(0, checksum.indexOf(':')));
    }
}
