package dev.aegis.scheduler.shields;

import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** What tempering does to shields and events. Public because JDBI implements it. */
@RegisterConstructorMapper(WaitingEvent.class)
public interface TemperingDao {

    /** Events that wait, oldest first. */
    @SqlQuery("select id, shield_id from forge_events where processed_at is null order by id limit :limit")
    List<WaitingEvent> waiting(int limit);

    /** Events that wait and that no other transaction has locked, oldest first; locks them. PostgreSQL only. */
    @SqlQuery("""
            select id, shield_id
            from forge_events
            where processed_at is null
            order by id
            limit :limit
            for update skip locked
            """)
    List<WaitingEvent> lockWaiting(int limit);

    /** Tempers a shield; once tempered, it stays as it is. */
    @SqlUpdate("update shields set tempered_at = :now where id = :id and tempered_at is null")
    void temper(long id);

    /** Whether the event was still waiting. */
    @SqlUpdate("update forge_events set processed_at = :now where id = :id and processed_at is null")
    boolean markProcessed(long id);
}
