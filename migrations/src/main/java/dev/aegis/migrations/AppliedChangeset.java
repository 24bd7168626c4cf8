package dev.aegis.migrations;

import java.time.Duration;

/**
 * A changeset that a migration has just applied and committed.
 *
 * @param id as in {@link Changeset}
 * @param author as in {@link Changeset}
 * @param file as in {@link Changeset}
 * @param duration how long it took, its commit included
 */
public record AppliedChangeset(String id, String author, String file, Duration duration) {}
