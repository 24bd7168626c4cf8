package dev.aegis.shields;

import org.jspecify.annotations.Nullable;

/**
 * What is to become different about a shield. Null means "as it is", but for the enchantment, which may become null.
 *
 * @param changesEnchantment whether {@code enchantment}, null included, replaces the old one
 */
public record ShieldChange(
        @Nullable String name,
        @Nullable Integer defenseRating,
        @Nullable String material,
        boolean changesEnchantment,
        @Nullable String enchantment) {}
