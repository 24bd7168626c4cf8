package dev.aegis.db;

import java.sql.Array;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.spi.JdbiPlugin;
import org.jspecify.annotations.Nullable;

/** Java types in PostgreSQL's own column types. */
final class PostgresTypes implements JdbiPlugin {

    @Override
    public void customizeJdbi(Jdbi jdbi) {
        // PostgreSQL rounds nanoseconds to microseconds: cut them first, so that what is read is never later.
        TypeMapping.of(Instant.class)
                .binds(
                        Types.TIMESTAMP_WITH_TIMEZONE,
                        (value, index, statement) -> statement.setObject(
                                index, value.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC)))
                .reads((result, column) -> {
                    OffsetDateTime time = result.getObject(column, OffsetDateTime.class);
                    return time == null ? null : time.toInstant();
                })
                .register(jdbi);
        TypeMapping.of(LocalDate.class)
                .binds(Types.DATE, (value, index, statement) -> statement.setObject(index, value))
                .reads((result, column) -> result.getObject(column, LocalDate.class))
                .register(jdbi);
        TypeMapping.of(UUID.class)
                .binds(Types.OTHER, (value, index, statement) -> statement.setObject(index, value))
                .reads((result, column) -> result.getObject(column, UUID.class))
                .register(jdbi);
        // As text of unknown type: the server makes it jsonb or json, as the column is.
        TypeMapping.of(Json.class)
                .binds(Types.OTHER, (value, index, statement) -> statement.setObject(index, value.text(), Types.OTHER))
                .reads((result, column) -> {
                    String text = result.getString(column);
                    return text == null ? null : new Json(text);
                })
                .register(jdbi);
        TypeMapping.of(TypeMapping.STRINGS)
                .binds(Types.ARRAY, (value, index, statement) -> {
                    Object[] elements = TypeMapping.withoutNull(value).toArray();
                    statement.setArray(index, statement.getConnection().createArrayOf("text", elements));
                })
                .reads((result, column) -> {
                    Array array = result.getArray(column);
                    return array == null ? null : strings((String[]) array.getArray());
                })
                .register(jdbi);
    }

    private static List<String> strings(@Nullable String[] array) throws SQLException {
        if (Arrays.asList(array).contains(null)) {
            throw new SQLException("not an array of strings, one element is NULL: " + Arrays.toString(array));
        }
        return List.of(array);
    }
}
