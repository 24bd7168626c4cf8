package dev.aegis.migrations.fuzz;

import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.db.schema.SchemaHints;

/**
 * What the models are in one step of a sequence.
 *
 * @param destructive whether the migration to them is generated with {@code --allow-destructive}
 */
record FuzzStep(SchemaDefinition models, boolean destructive) {
    /** Other models, with the hints that they can have still. */
    FuzzStep with(SchemaDefinition others) {
        SchemaHints hints = new SchemaHints(
                ModelRules.backfills(others, models.hints().backfills()),
                ModelRules.formerNames(others, models.hints().formerNames()));
        return new FuzzStep(new SchemaDefinition(others.tables(), hints), destructive);
    }
}
