/**
 * Whether models and schema agree: reads what the engine itself says about its tables, and compares. Start at
 * {@link dev.aegis.migrations.drift.Drift}.
 */
@NullMarked
package dev.aegis.migrations.drift;

import org.jspecify.annotations.NullMarked;
