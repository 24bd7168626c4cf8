package dev.aegis.shields;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A forged shield.
 *
 * @param id given by the database, ascending
 * @param defenseRating 0 to 1000
 * @param enchantment null for a plain shield
 * @param temperedAt null until the scheduler has tempered it
 */
public record Shield(
        long id,
        String name,
        int defenseRating,
        String material,
        @Nullable String enchantment,
        Instant createdAt,
        @Nullable Instant temperedAt) {}
