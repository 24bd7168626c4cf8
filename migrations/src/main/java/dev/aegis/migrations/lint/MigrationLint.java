package dev.aegis.migrations.lint;

import dev.aegis.migrations.Changelog;
import dev.aegis.migrations.Changeset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks for what is unsafe in the changesets that were not released yet, and for released ones that were changed. It
 * needs no database. {@link #rules()} are what it looks for.
 *
 * <p>A table counts as new, so that nobody waits for it, when a changeset of the same release creates it; every other is
 * one with rows and users.
 *
 * <p>Immutable and thread-safe.
 */
public final class MigrationLint {
    /** Where the released changesets stand, on the class path. */
    public static final String MANIFEST = "db/changelog/released.txt";

    private final Changelog changelog;
    private final ManifestFile manifest;

    MigrationLint(Changelog changelog, ManifestFile manifest) {
        this.changelog = changelog;
        this.manifest = manifest;
    }

    /** For the changelog on the class path that the migrator applies, with the manifest beside it. */
    public static MigrationLint ofOwnChangelog() {
        return new MigrationLint(Changelog.OWN, ManifestFile.onClassPath(MANIFEST));
    }

    /** As {@link #ofOwnChangelog()}, with the manifest in this file, so that it can be written. */
    public static MigrationLint ofOwnChangelog(Path manifest) {
        return new MigrationLint(Changelog.OWN, ManifestFile.at(manifest));
    }

    /** All rules, in the order in which a changelog is judged by them. */
    public static List<LintRule> rules() {
        return Rules.ALL.stream()
                .map(rule -> new LintRule(rule.id(), rule.reason(), rule.remedy(), Rules.isSuppressible(rule.id())))
                .toList();
    }

    /**
     * Judges the changelog.
     *
     * @throws LintException if the manifest of releases cannot be read
     * @throws dev.aegis.migrations.MigrationException if the changelog is malformed
     */
    public LintReport run(LintOptions options) {
        ReleaseManifest released = manifest.read();
        List<ReadChangeset> changesets = ChangelogReader.read(changelog);
        List<Finding> findings = new ArrayList<>(ReleaseRules.check(released, changesets));
        TableStateRules.check(changelog).stream()
                .filter(finding -> options.released()
                        || released.releaseOf(finding.changeset()).equals(ReleaseManifest.UNRELEASED))
                .forEach(findings::add);
        SchemaFacts facts = new SchemaFacts();
        int judged = 0;
        for (ReadChangeset changeset : changesets) {
            String release = released.releaseOf(changeset.identity());
            if (options.released() || release.equals(ReleaseManifest.UNRELEASED)) {
                findings.addAll(judge(changeset, release, facts, options));
                judged++;
            }
            facts.learn(changeset.sql().statements(), release);
        }
        return new LintReport(findings, judged, changesets.size() - judged);
    }

    /**
     * Writes down, in the manifest, that the changesets which are new have left the house.
     *
     * @param release a name that no release has yet, without blanks, for example {@code 1.4.0}
     * @return the changesets of this release; empty if nothing was new, and nothing was written then
     * @throws LintException if there are findings, the name is wrong or taken, or the file cannot be read or written
     */
    public List<Changeset> release(String release) {
        LintReport report = run(LintOptions.DEFAULT);
        if (!report.findings().isEmpty()) {
            throw new LintException(report.findings().size()
                    + " findings; run 'aegis migrate lint' and put them right first, nobody edits released changesets");
        }
        ReleaseManifest before = manifest.read();
        before.requireFree(release);
        List<ReleaseManifest.Entry> added = ChangelogReader.read(changelog).stream()
                .filter(changeset -> before.find(changeset.identity()).isEmpty())
                .map(changeset -> changeset.entry(release))
                .toList();
        if (!added.isEmpty()) {
            manifest.write(before.textWith(release, added));
        }
        return added.stream().map(ReleaseManifest.Entry::changeset).toList();
    }

    private static List<Finding> judge(
            ReadChangeset changeset, String release, SchemaFacts facts, LintOptions options) {
        LintedChangeset linted = new LintedChangeset(
                changeset.identity(),
                release,
                changeset.traits(),
                changeset.sql().statements(),
                changeset.sql().unreadable(),
                facts);
        List<Finding> findings = Rules.ofChangesets(options.plainLiquibase()).stream()
                .flatMap(rule -> rule.check().find(linted).map(what -> Finding.of(rule, changeset.identity(), what)))
                .toList();
        return SuppressionRules.apply(
                changeset.identity(), changeset.traits().comment(), findings, options.plainLiquibase());
    }
}
