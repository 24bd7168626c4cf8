package dev.aegis.migrations;

import java.util.List;

/**
 * What a rollback undid.
 *
 * @param changesets the latest first; fewer than asked for when fewer had been applied
 */
public record RolledBack(List<Changeset> changesets) {
    public RolledBack {
        changesets = List.copyOf(changesets);
    }
}
