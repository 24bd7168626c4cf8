package dev.aegis.shields;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads a row of {@code shields} without reflection; what differs between the engines is asked for once a result. */
public final class ShieldMapper implements RowMapper<Shield> {

    @Override
    public Shield map(ResultSet row, StatementContext context) throws SQLException {
        return specialize(row, context).map(row, context);
    }

    @Override
    public RowMapper<Shield> specialize(ResultSet rows, StatementContext context) {
        ColumnMapper<Instant> instants =
                context.findColumnMapperFor(Instant.class).orElseThrow();
        return (row, ctx) -> new Shield(
                row.getLong("id"),
                row.getString("name"),
                row.getInt("defense_rating"),
                row.getString("material"),
                row.getString("enchantment"),
                Objects.requireNonNull(instants.map(row, "created_at", ctx)),
                instants.map(row, "tempered_at", ctx));
    }
}
