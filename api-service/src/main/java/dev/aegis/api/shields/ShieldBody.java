package dev.aegis.api.shields;

import dev.aegis.shields.Shield;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A shield as clients see it; what the table gets in addition does not show by itself. */
record ShieldBody(
        long id,
        String name,
        int defenseRating,
        String material,
        @Nullable String enchantment,
        Instant createdAt,
        @Nullable Instant temperedAt) {

    static ShieldBody of(Shield shield) {
        return new ShieldBody(
                shield.id(),
                shield.name(),
                shield.defenseRating(),
                shield.material(),
                shield.enchantment(),
                shield.createdAt(),
                shield.temperedAt());
    }
}
