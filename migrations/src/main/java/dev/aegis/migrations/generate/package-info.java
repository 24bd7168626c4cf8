/**
 * Writes the changesets that bring the schema to the models. Start at
 * {@link dev.aegis.migrations.generate.MigrationGenerator}.
 *
 * <p>How it works, without a database: the changelog is turned into SQL and its effects are added up to a
 * {@code SchemaDefinition} ({@code ChangelogFold}); that is compared with the models' ({@code SchemaDiff}); each
 * {@code Difference} becomes changes of a file ({@code MigrationStage}), in neutral YAML where both engines can do the
 * same, else in SQL for each of them.
 */
@NullMarked
package dev.aegis.migrations.generate;

import org.jspecify.annotations.NullMarked;
