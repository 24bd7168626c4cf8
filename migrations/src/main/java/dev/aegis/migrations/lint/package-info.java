/**
 * Finds what is unsafe in changesets before a database does. Start at {@link dev.aegis.migrations.lint.MigrationLint}.
 *
 * <p>How it reads: Liquibase turns each changeset into the SQL that it would run on PostgreSQL, neutral changes and raw
 * SQL alike, so that there is one thing to judge; {@link dev.aegis.migrations.sql} turns that into statements; each {@code
 * Rule} looks at the statements of one changeset.
 */
@NullMarked
package dev.aegis.migrations.lint;

import org.jspecify.annotations.NullMarked;
