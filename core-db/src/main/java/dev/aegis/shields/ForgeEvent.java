package dev.aegis.shields;

import dev.aegis.db.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That a shield was forged: written with the shield in one transaction, processed by the scheduler.
 *
 * @param payload the shield as it was forged, for consumers that do not read the table of shields
 * @param processedAt null until it has been processed
 */
public record ForgeEvent(
        long id,
        long shieldId,
        Json payload,
        List<String> tags,
        Instant createdAt,
        @Nullable Instant processedAt) {

    public ForgeEvent {
        tags = List.copyOf(tags);
    }
}
