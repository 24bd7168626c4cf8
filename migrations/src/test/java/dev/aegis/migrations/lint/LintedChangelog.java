package dev.aegis.migrations.lint;

import dev.aegis.migrations.Changelog;
import dev.aegis.migrations.GeneratedChangelog;

/** The lint for a changelog that a test generates. */
public final class LintedChangelog {
    private LintedChangelog() {}

    /** With a manifest of releases of its own. */
    public static MigrationLint of(GeneratedChangelog changelog) {
        return new MigrationLint(
                new Changelog(changelog.directory().getFileName() + "/changelog.yaml"),
                ManifestFile.at(changelog.directory().resolve("released.txt")));
    }
}
