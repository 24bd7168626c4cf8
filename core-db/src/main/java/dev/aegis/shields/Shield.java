package dev.aegis.shields;

import dev.aegis.db.schema.Column;
import dev.aegis.db.schema.Default;
import dev.aegis.db.schema.Id;
import dev.aegis.db.schema.Table;
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
@Table("shields")
public record Shield(
        @Id long id,
        @Column(length = 100) String name,
        @Default("10") int defenseRating,
        @Column(length = 50) @Default("iron") String material,
        @Column(length = 200) @Nullable String enchantment,
        Instant createdAt,
        @Nullable Instant temperedAt) {}
