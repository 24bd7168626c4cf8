package dev.aegis.migrations.lint;

import dev.aegis.migrations.Changeset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** That what was released stays as it was. */
final class ReleaseRules {
    private static final Rule EDITED = new Rule(
            "released-edited",
            "databases that have it refuse the next migration, and others get another schema",
            "restore it and put the difference into a new changeset");

    private static final Rule REMOVED = new Rule(
            "released-removed",
            "databases that have it count as newer than the program, which then refuses to start",
            "restore it and undo it by a new changeset");

    private static final Rule REORDERED = new Rule(
            "released-reordered",
            "a new database gets it in another order than those that have it",
            "restore the order (files of a folder are applied by their names)");

    private static final Rule NEW_BEFORE_RELEASED = new Rule(
            "new-before-released",
            "a new database gets it before, all others after a released changeset of the same folder",
            "give the file a name that comes after the released ones");

    static final List<Rule> RULES = List.of(EDITED, REMOVED, REORDERED, NEW_BEFORE_RELEASED);

    private ReleaseRules() {}

    static List<Finding> check(ReleaseManifest manifest, List<ReadChangeset> changelog) {
        Map<Changeset, ReadChangeset> present = new LinkedHashMap<>();
        changelog.forEach(changeset -> present.put(changeset.identity(), changeset));
        List<Finding> findings = new ArrayList<>();
        for (ReleaseManifest.Entry entry : manifest.entries()) {
            ReadChangeset current = present.get(entry.changeset());
            if (current == null) {
                findings.add(Finding.of(REMOVED, entry.changeset(), "released in " + entry.release()));
            } else if (!current.accepts(entry)) {
                findings.add(Finding.of(EDITED, entry.changeset(), "released in " + entry.release()));
            }
        }
        Stream.of(
                        changelog.stream()
                                .filter(changeset -> changeset.postgres().isPresent()),
                        changelog.stream()
                                .filter(changeset -> changeset.sqlite().isPresent()))
                .map(ofOneEngine -> ofOneEngine.map(ReadChangeset::identity).toList())
                .flatMap(ofOneEngine -> outOfOrder(manifest, ofOneEngine).stream())
                .distinct()
                .forEach(findings::add);
        return findings;
    }

    /** Of the changesets that run on one engine: what runs on different ones has no order. */
    private static List<Finding> outOfOrder(ReleaseManifest manifest, List<Changeset> changelog) {
        Map<Changeset, Integer> released = positions(manifest);
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < changelog.size(); i++) {
            Changeset changeset = changelog.get(i);
            List<Changeset> before = changelog.subList(0, i);
            List<Changeset> after = changelog.subList(i + 1, changelog.size());
            if (released.containsKey(changeset)) {
                before.stream()
                        .filter(earlier -> belongTogether(manifest, earlier, changeset))
                        .filter(earlier -> released.getOrDefault(earlier, -1) > released.getOrDefault(changeset, -1))
                        .findFirst()
                        .ifPresent(earlier ->
                                findings.add(Finding.of(REORDERED, changeset, "it now comes after " + earlier.id())));
            } else {
                lastReleased(after, folder(changeset), released)
                        .ifPresent(later -> findings.add(
                                Finding.of(NEW_BEFORE_RELEASED, changeset, "it comes before " + later.id())));
            }
        }
        return findings;
    }

    /** Whether the order of two released changesets says anything: a folder may come before one that is older. */
    private static boolean belongTogether(ReleaseManifest manifest, Changeset one, Changeset other) {
        Optional<String> release = manifest.find(one).map(ReleaseManifest.Entry::release);
        boolean sameRelease = release.equals(manifest.find(other).map(ReleaseManifest.Entry::release));
        return release.isPresent() && (sameRelease || folder(one).equals(folder(other)));
    }

    private static Optional<Changeset> lastReleased(
            List<Changeset> changesets, String folder, Map<Changeset, Integer> released) {
        return changesets.stream()
                .filter(later -> folder(later).equals(folder))
                .filter(released::containsKey)
                .max(Comparator.comparing(released::get));
    }

    private static String folder(Changeset changeset) {
        return changeset.file().substring(0, changeset.file().lastIndexOf('/') + 1);
    }

    private static Map<Changeset, Integer> positions(ReleaseManifest manifest) {
        Map<Changeset, Integer> positions = new HashMap<>();
        manifest.entries().forEach(entry -> positions.put(entry.changeset(), positions.size()));
        return positions;
    }
}
