package dev.aegis.migrations;

/**
 * One step of the schema; the three together identify it.
 *
 * @param id unique in its file, for example {@code 0001-create-accounts}
 * @param author who wrote it
 * @param file the changelog file on the class path, for example {@code db/changelog/changes/0001-create-accounts.yaml}
 */
public record Changeset(String id, String author, String file) {}
