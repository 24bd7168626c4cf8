package dev.aegis.migrations.lint;

import dev.aegis.migrations.ChangelogEntry;
import dev.aegis.migrations.Changeset;
import dev.aegis.migrations.sql.ChangesetSql;
import java.util.Optional;

/**
 * A changeset as it stands in the changelog today.
 *
 * @param postgres its checksum there; empty if it does not run on PostgreSQL
 * @param sqlite its checksum there; empty if it does not run on SQLite
 */
record ReadChangeset(
        Changeset identity,
        ChangesetTraits traits,
        ChangesetSql sql,
        Optional<ChangelogEntry> postgres,
        Optional<ChangelogEntry> sqlite) {

    /** The same changeset, read for PostgreSQL here and for SQLite there, as one. */
    ReadChangeset and(ReadChangeset onSqlite) {
        return new ReadChangeset(identity, traits.and(onSqlite.traits), sql, postgres, onSqlite.sqlite);
    }

    ReleaseManifest.Entry entry(String release) {
        return new ReleaseManifest.Entry(identity, release, checksum(postgres), checksum(sqlite));
    }

    private static String checksum(Optional<ChangelogEntry> entry) {
        return entry.map(ChangelogEntry::checksum).orElse(ReleaseManifest.NONE);
    }

    /** Whether it is still what was released; one that runs on each change may be edited. */
    boolean accepts(ReleaseManifest.Entry released) {
        return accepts(postgres, released.postgres()) && accepts(sqlite, released.sqlite());
    }

    private static boolean accepts(Optional<ChangelogEntry> entry, String released) {
        boolean ran = !released.equals(ReleaseManifest.NONE);
        return entry.map(now -> ran && (now.runOnChange() || now.accepts(released)))
                .orElse(!ran);
    }
}
