/**
 * Changes of the schema: the changelog, what applies it, and what compares it with a database. Start at
 * {@link dev.aegis.migrations.Migrator}; services ask {@link dev.aegis.migrations.SchemaCheck} whether they may start.
 */
@NullMarked
package dev.aegis.migrations;

import org.jspecify.annotations.NullMarked;
