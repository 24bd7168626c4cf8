package dev.aegis.shields;

import dev.aegis.db.Json;
import dev.aegis.db.schema.Id;
import dev.aegis.db.schema.Index;
import dev.aegis.db.schema.OnDelete;
import dev.aegis.db.schema.References;
import dev.aegis.db.schema.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That a shield was forged: written with the shield in one transaction, processed by the scheduler.
 *
 * @param payload the shield as it was forged, for consumers that do not read the table of shields
 * @param processedAt null until it has been processed
 */
@Table("forge_events")
@Index(columns = "id", where = "processed_at is null", name = "forge_events_unprocessed_idx")
public record ForgeEvent(
        @Id long id,

        @References(value = Shield.class, onDelete = OnDelete.CASCADE) @Index
        long shieldId,

        Json payload,
        List<String> tags,
        Instant createdAt,
        @Nullable Instant processedAt) {

    public ForgeEvent {
        tags = List.copyOf(tags);
    }
}
