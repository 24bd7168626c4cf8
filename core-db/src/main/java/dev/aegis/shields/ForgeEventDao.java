package dev.aegis.shields;

import dev.aegis.db.Json;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Forge events in the database. {@code :now} is the instant of the transaction. */
@RegisterRowMapper(ForgeEventMapper.class)
public interface ForgeEventDao {

    /** Records that a shield was forged, and returns the event as stored. */
    @SqlQuery("""
            insert into forge_events (shield_id, payload, tags, created_at)
            values (:shieldId, :payload, :tags, :now)
            returning id, shield_id, payload, tags, created_at, processed_at
            """)
    ForgeEvent insert(long shieldId, Json payload, List<String> tags);

    /** The events of one shield, oldest first. */
    @SqlQuery("""
            select id, shield_id, payload, tags, created_at, processed_at
            from forge_events
            where shield_id = :shieldId
            order by id
            """)
    List<ForgeEvent> ofShield(long shieldId);

    /** Events that wait to be processed, oldest first. */
    @SqlQuery("""
            select id, shield_id, payload, tags, created_at, processed_at
            from forge_events
            where processed_at is null
            order by id
            limit :limit
            """)
    List<ForgeEvent> unprocessed(int limit);
}
