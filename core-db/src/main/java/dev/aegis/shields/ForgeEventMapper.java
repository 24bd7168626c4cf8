package dev.aegis.shields;

import dev.aegis.db.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.generic.GenericType;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads a row of {@code forge_events} without reflection. */
public final class ForgeEventMapper implements RowMapper<ForgeEvent> {
    private static final GenericType<List<String>> STRINGS = new GenericType<>() {};

    @Override
    public ForgeEvent map(ResultSet row, StatementContext context) throws SQLException {
        return specialize(row, context).map(row, context);
    }

    @Override
    public RowMapper<ForgeEvent> specialize(ResultSet rows, StatementContext context) {
        ColumnMapper<Instant> instants =
                context.findColumnMapperFor(Instant.class).orElseThrow();
        ColumnMapper<Json> documents = context.findColumnMapperFor(Json.class).orElseThrow();
        ColumnMapper<List<String>> lists = context.findColumnMapperFor(STRINGS).orElseThrow();
        return (row, ctx) -> new ForgeEvent(
                row.getLong("id"),
                row.getLong("shield_id"),
                Objects.requireNonNull(documents.map(row, "payload", ctx)),
                Objects.requireNonNull(lists.map(row, "tags", ctx)),
                Objects.requireNonNull(instants.map(row, "created_at", ctx)),
                instants.map(row, "processed_at", ctx));
    }
}
