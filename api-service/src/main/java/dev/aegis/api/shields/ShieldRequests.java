package dev.aegis.api.shields;

import dev.aegis.dropwizard.RequestObject;
import dev.aegis.shields.NewShield;
import dev.aegis.shields.ShieldChange;

/** What clients may say about a shield; the bounds are those of the OpenAPI document. */
final class ShieldRequests {
    private static final int MAX_NAME = 100;
    private static final int MAX_DEFENSE_RATING = 1000;
    private static final int MAX_MATERIAL = 50;
    private static final int MAX_ENCHANTMENT = 200;

    private ShieldRequests() {}

    static NewShield toForge(RequestObject body) {
        String name = body.requiredText("name", 1, MAX_NAME);
        int defenseRating =
                body.integer("defense_rating", 0, MAX_DEFENSE_RATING).orElse(NewShield.DEFAULT_DEFENSE_RATING);
        String material = body.text("material", 1, MAX_MATERIAL).orElse(NewShield.DEFAULT_MATERIAL);
        String enchantment = body.nullableText("enchantment", MAX_ENCHANTMENT);
        body.requireValid();
        return new NewShield(name, defenseRating, material, enchantment);
    }

    /** A merge patch (RFC 7396): what is missing stays, and null takes the enchantment off. */
    static ShieldChange toChange(RequestObject body) {
        for (String field : new String[] {"id", "created_at", "tempered_at"}) {
            body.refuseIfPresent(field, "cannot be changed");
        }
        ShieldChange change = new ShieldChange(
                body.text("name", 1, MAX_NAME).orElse(null),
                body.integer("defense_rating", 0, MAX_DEFENSE_RATING).orElse(null),
                body.text("material", 1, MAX_MATERIAL).orElse(null),
                body.has("enchantment"),
                body.nullableText("enchantment", MAX_ENCHANTMENT));
        body.requireValid();
        return change;
    }
}
