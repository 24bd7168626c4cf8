package dev.aegis.migrations.fuzz;

import dev.aegis.db.schema.SchemaDefinition;

/**
 * What the models are in one step of a sequence.
 *
 * @param destructive whether the migration to them is generated with {@code --allow-destructive}
 */
record FuzzStep(SchemaDefinition models, boolean destructive) {}
