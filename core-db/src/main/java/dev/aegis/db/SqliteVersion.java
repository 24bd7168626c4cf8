package dev.aegis.db;

import java.util.Arrays;

/** Which SQLite libraries are safe with a write-ahead log. */
final class SqliteVersion {
    /**
     * From 3.7.0 to 3.51.2 a reset of the log could corrupt the database: <a
     * href="https://www.sqlite.org/wal.html#walresetbug">sqlite.org/wal.html</a>.
     */
    private static final int[] FIRST_SAFE = {3, 51, 3};

    private SqliteVersion() {}

    static void requireSafe(String version) {
        int[] parts = Arrays.stream(version.split("\\."))
                .mapToInt(Integer::parseInt)
                .limit(FIRST_SAFE.length)
                .toArray();
        if (Arrays.compare(parts, FIRST_SAFE) < 0) {
            throw new DatabaseException.Unavailable(
                    "SQLite " + version + " can corrupt a database in WAL mode; use sqlite-jdbc 3.51.3.0 or newer",
                    null);
        }
    }
}
