package dev.aegis.db.testing;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A call that reaches the database. */
@FunctionalInterface
interface SqlCall {
    @Nullable
    Object run() throws SQLException;
}
