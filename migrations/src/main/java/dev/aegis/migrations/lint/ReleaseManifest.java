package dev.aegis.migrations.lint;

import dev.aegis.migrations.Changeset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The changesets that have left the house, in the order of the changelog, with the checksums they left with: a text file
 * beside the changelog that is checked in with it. Immutable.
 *
 * <p>A line {@code release NAME} begins a release; each line after it is {@code <PostgreSQL's checksum> <SQLite's>
 * <file>::<id>::<author>}, as Liquibase writes a changeset, with {@code -} for an engine that it does not run on. Blank
 * lines and those that start with {@code #} do not count.
 */
final class ReleaseManifest {
    private static final String HEADER = """
            # The changesets that were released: databases have them, so they are never edited, moved or removed.
            # Written by 'aegis migrate release'; checked by 'aegis migrate lint'.
            """;

    /** In place of the checksum for an engine on which a changeset does not run. */
    static final String NONE = "-";

    /** What the changesets belong to that no release has yet. */
    static final String UNRELEASED = "unreleased";

    private final Map<Changeset, Entry> entries;

    private ReleaseManifest(Map<Changeset, Entry> entries) {
        this.entries = entries;
    }

    /** A changeset and its checksum on each engine, {@link #NONE} for one on which it does not run. */
    record Entry(Changeset changeset, String release, String postgres, String sqlite) {

        private String line() {
            return String.join(
                    " ", postgres, sqlite, String.join("::", changeset.file(), changeset.id(), changeset.author()));
        }
    }

    static ReleaseManifest empty() {
        return new ReleaseManifest(Map.of());
    }

    /**
     * Reads a manifest.
     *
     * @throws LintException if a line is none of a manifest's; the message names its number
     */
    static ReleaseManifest parse(String name, String text) {
        Map<Changeset, Entry> entries = new LinkedHashMap<>();
        String release = "";
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.startsWith("release ")) {
                release = line.substring("release ".length()).strip();
            } else if (!line.isBlank() && !line.startsWith("#")) {
                Entry entry = entry(name + ", line " + number, release, line);
                if (entries.put(entry.changeset(), entry) != null) {
                    throw new LintException(
                            name + ", line " + number + ": a second time the same changeset; remove the line");
                }
            }
        }
        return new ReleaseManifest(entries);
    }

    private static Entry entry(String place, String release, String line) {
        String[] parts = line.strip().split(" ", 3);
        String[] identity = parts.length == 3 ? parts[2].split("::", 3) : new String[0];
        if (identity.length != 3 || release.isEmpty()) {
            throw new LintException(place + ": not a line of 'aegis migrate release'; restore the file");
        }
        return new Entry(new Changeset(identity[1], identity[2], identity[0]), release, parts[0], parts[1]);
    }

    /** In the order of the changelog at its last release. */
    List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    Optional<Entry> find(Changeset changeset) {
        return Optional.ofNullable(entries.get(changeset));
    }

    String releaseOf(Changeset changeset) {
        return find(changeset).map(Entry::release).orElse(UNRELEASED);
    }

    /**
     * Makes sure that a new release can have this name.
     *
     * @throws LintException if it cannot
     */
    void requireFree(String release) {
        if (!release.matches("\\S+") || release.equals(UNRELEASED)) {
            throw new LintException("release '" + release + "': not a name; use one without blanks, such as 1.4.0");
        }
        if (entries.values().stream().anyMatch(entry -> entry.release().equals(release))) {
            throw new LintException("release " + release + " is in the manifest already; use the next name");
        }
    }

    /** The whole file with these entries added as a new release at its end. */
    String textWith(String release, List<Entry> added) {
        Map<String, List<Entry>> byRelease = new LinkedHashMap<>();
        entries.values()
                .forEach(entry -> byRelease
                        .computeIfAbsent(entry.release(), name -> new ArrayList<>())
                        .add(entry));
        byRelease.put(release, added);
        StringBuilder text = new StringBuilder(HEADER);
        byRelease.forEach((name, members) -> {
            text.append("\nrelease ").append(name).append('\n');
            members.forEach(entry -> text.append(entry.line()).append('\n'));
        });
        return text.toString();
    }
}
