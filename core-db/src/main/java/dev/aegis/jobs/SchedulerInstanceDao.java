package dev.aegis.jobs;

import dev.aegis.db.schema.Column;
import dev.aegis.db.schema.Id;
import dev.aegis.db.schema.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Heartbeats of schedulers in the database. Public because JDBI implements it. */
@RegisterRowMapper(SchedulerInstanceDao.RowReader.class)
public interface SchedulerInstanceDao {

    @SqlUpdate("""
            insert into scheduler_instances (name, service, started_at, heartbeat_at)
            values (:name, :service, :at, :at)
            on conflict (name) do update set heartbeat_at = excluded.heartbeat_at
            """)
    void beat(String name, String service, Instant at);

    @SqlUpdate("delete from scheduler_instances where name = :name")
    void delete(String name);

    @SqlUpdate("delete from scheduler_instances where heartbeat_at < :before")
    void forget(Instant before);

    @SqlQuery("select name, service, started_at, heartbeat_at from scheduler_instances order by started_at, name")
    List<Row> all();

    /** A row, which knows no present. */
    @Table("scheduler_instances")
    record Row(
            @Id @Column(length = 50) String name,
            @Column(length = 50) String service,
            Instant startedAt,
            Instant heartbeatAt) {
        SchedulerInstance at(Instant now) {
            return new SchedulerInstance(name, service, startedAt, heartbeatAt, Duration.between(heartbeatAt, now));
        }
    }

    /** Reads a row without reflection. */
    final class RowReader implements RowMapper<Row> {
        @Override
        public Row map(ResultSet row, StatementContext context) throws SQLException {
            ColumnMapper<Instant> instants =
                    context.findColumnMapperFor(Instant.class).orElseThrow();
            return new Row(
                    row.getString("name"),
                    row.getString("service"),
                    Objects.requireNonNull(instants.map(row, "started_at", context)),
                    Objects.requireNonNull(instants.map(row, "heartbeat_at", context)));
        }
    }
}
