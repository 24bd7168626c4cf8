package dev.aegis.shields;

import org.jspecify.annotations.Nullable;

/**
 * A shield that is to be forged.
 *
 * @param name 1 to 100 characters, not blank
 * @param defenseRating 0 to 1000
 * @param material 1 to 50 characters, not blank
 * @param enchantment at most 200 characters, or null
 */
public record NewShield(
        String name,
        int defenseRating,
        String material,
        @Nullable String enchantment) {
    public static final int DEFAULT_DEFENSE_RATING = 10;
    public static final String DEFAULT_MATERIAL = "iron";

    /** A shield of this name with defaults for the rest. */
    public static NewShield named(String name) {
        return new NewShield(name, DEFAULT_DEFENSE_RATING, DEFAULT_MATERIAL, null);
    }
}
