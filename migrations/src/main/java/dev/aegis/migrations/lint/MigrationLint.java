package dev.aegis.migrations.lint;

import dev.aegis.migrations.Changelog;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks for what is unsafe in the changesets that were not released yet, and for released ones that were changed. It
 * needs no database. The rules are in {@code docs/migration-lint.md}.
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

    /** For the changelog on the class path that the migrator applies. */
    public static MigrationLint ofOwnChangelog() {
        return new MigrationLint(Changelog.OWN, ManifestFile.onClassPath(MANIFEST));
    }

    /**
     * The findings in the order of the changelog; none if all is well.
     *
     * @throws LintException if the manifest of releases cannot be read
     * @throws dev.aegis.migrations.MigrationException if the changelog is malformed
     */
    public List<Finding> run(LintOptions options) {
        ReleaseManifest released = manifest.read();
        List<ReadChangeset> changesets = ChangelogReader.read(changelog);
        List<Finding> findings = new ArrayList<>(ReleaseRules.check(released, changesets));
        SchemaFacts facts = new SchemaFacts();
        for (ReadChangeset changeset : changesets) {
            String release = released.find(changeset.identity())
                    .map(ReleaseManifest.Entry::release)
                    .orElse(LintedChangeset.UNRELEASED);
            if (options.released() || release.equals(LintedChangeset.UNRELEASED)) {
                findings.addAll(judge(changeset, release, facts, options));
            }
            facts.learn(changeset.sql().statements(), release);
        }
        return List.copyOf(findings);
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
