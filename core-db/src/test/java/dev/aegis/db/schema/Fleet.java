package dev.aegis.db.schema;

import dev.aegis.db.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two models as a program has them, one of which references the other. */
final class Fleet {
    private Fleet() {}

    @Table("vessels")
    record Vessel(
            @Id long id,
            @Column(length = 100) String name,
            @Default("10") int guns,
            @Column(length = 50) @Default("iron") String material,
            @Column(length = 200) @Nullable String motto,
            Instant builtAt,
            @Nullable Instant sunkAt) {}

    @Table("cruises")
    @Index(columns = "id", where = "ended_at is null", name = "cruises_without_end_idx")
    record Cruise(
            @Id long id,

            @References(value = Vessel.class, onDelete = OnDelete.CASCADE) @Index
            long vesselId,

            Json log,
            List<String> ports,
            Instant startedAt,
            @Nullable Instant endedAt) {}
}
