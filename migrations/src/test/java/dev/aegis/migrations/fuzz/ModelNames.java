package dev.aegis.migrations.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32;

/** Names that a record could have given, and those that things get when nothing else is said. */
final class ModelNames {
    private static final int LONGEST = 63;

    private static final List<String> TABLES = List.of(
            "a",
            "b",
            "items",
            "item",
            "items_old",
            "new_items",
            "makers",
            "begin",
            "trigger",
            "view",
            "t1",
            "accounts",
            "accounts_id",
            "shared_folders_of_all_the_tenants",
            "x".repeat(LONGEST),
            "long_table_name_" + "y".repeat(LONGEST - 16));

    private static final List<String> COLUMNS = List.of(
            "a",
            "a_id",
            "b",
            "x",
            "name",
            "name2",
            "note",
            "id2",
            "items",
            "items_id",
            "begin",
            "key",
            "value",
            "type",
            "date",
            "timestamp",
            "interval",
            "position",
            "row",
            "rename",
            "replace",
            "trigger",
            "view",
            "cascade",
            "text",
            "street_and_number",
            "street_address_of_the_customer",
            "c".repeat(LONGEST),
            "long_column_name_" + "d".repeat(LONGEST - 17));

    private static final List<String> PARTS =
            List.of("my_idx", "a_key", "items_key", "items_a_idx", "u1", "z_check", "new_idx", "begin_idx");

    private ModelNames() {}

    /** All that may be in a message. */
    static Set<String> all() {
        Set<String> names = new HashSet<>(TABLES);
        names.addAll(COLUMNS);
        names.addAll(PARTS);
        names.addAll(List.of("id", "id2"));
        return names;
    }

    static String table(Random random) {
        return TABLES.get(random.nextInt(TABLES.size()));
    }

    static String column(Random random) {
        return COLUMNS.get(random.nextInt(COLUMNS.size()));
    }

    /** For a constraint or an index. */
    static String part(Random random) {
        return PARTS.get(random.nextInt(PARTS.size()));
    }

    static String primaryKey(String table) {
        return fitting(table, "pkey");
    }

    static String unique(String table, List<String> columns) {
        return fitting(table + "_" + String.join("_", columns), "key");
    }

    static String foreignKey(String table, String column) {
        return fitting(table + "_" + column, "fkey");
    }

    static String index(String table, List<String> columns) {
        return fitting(table + "_" + String.join("_", columns), "idx");
    }

    static String check(String origin, int number) {
        return fitting(origin, number == 0 ? "check" : "check" + number);
    }

    /** As the component's own rule does it, which no record in a test could be long enough to ask. */
    private static String fitting(String stem, String suffix) {
        String name = stem + "_" + suffix;
        if (name.length() <= LONGEST) {
            return name;
        }
        CRC32 checksum = new CRC32();
        checksum.update(stem.getBytes(StandardCharsets.UTF_8));
        String end = "_%08x_%s".formatted(checksum.getValue(), suffix);
        return stem.substring(0, LONGEST - end.length()) + end;
    }
}
