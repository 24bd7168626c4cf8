package dev.aegis.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads a row of {@code job_runs} without reflection. */
public final class JobRunMapper implements RowMapper<JobRun> {

    @Override
    public JobRun map(ResultSet row, StatementContext context) throws SQLException {
        ColumnMapper<Instant> instants =
                context.findColumnMapperFor(Instant.class).orElseThrow();
        return new JobRun(
                row.getLong("id"),
                row.getString("job"),
                row.getString("instance"),
                Objects.requireNonNull(instants.map(row, "started_at", context)),
                instants.map(row, "finished_at", context),
                row.getString("outcome"),
                row.getString("error"));
    }
}
