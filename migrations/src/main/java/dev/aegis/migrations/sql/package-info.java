/**
 * SQL as PostgreSQL reads it, as far as this project has to know what a changeset does: {@link
 * dev.aegis.migrations.sql.ChangesetSql} takes it from Liquibase, {@link dev.aegis.migrations.sql.Statement} is what comes
 * out.
 */
@NullMarked
package dev.aegis.migrations.sql;

import org.jspecify.annotations.NullMarked;
