package dev.aegis.migrations.generate;

import dev.aegis.db.schema.ColumnType;
import dev.aegis.db.schema.ColumnType.Kind;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which type PostgreSQL's name of it stands for. */
final class ColumnTypeNames {
    private static final Pattern TYPE = Pattern.compile(
            "(?<name>[a-z0-9 ]+?) ?(?:\\( ?(?<size>\\d+) ?(?:, ?(?<scale>\\d+) ?)?\\))? ?(?<array>\\[ ?])?");

    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("smallint", Kind.SMALLINT),
            Map.entry("int2", Kind.SMALLINT),
            Map.entry("integer", Kind.INTEGER),
            Map.entry("int", Kind.INTEGER),
            Map.entry("int4", Kind.INTEGER),
            Map.entry("bigint", Kind.BIGINT),
            Map.entry("int8", Kind.BIGINT),
            Map.entry("double precision", Kind.DOUBLE),
            Map.entry("float8", Kind.DOUBLE),
            Map.entry("boolean", Kind.BOOLEAN),
            Map.entry("bool", Kind.BOOLEAN),
            Map.entry("text", Kind.TEXT),
            Map.entry("timestamptz", Kind.INSTANT),
            Map.entry("timestamp with time zone", Kind.INSTANT),
            Map.entry("date", Kind.DATE),
            Map.entry("uuid", Kind.UUID),
            Map.entry("jsonb", Kind.JSON),
            Map.entry("bytea", Kind.BYTES));

    private ColumnTypeNames() {}

    static ColumnType parse(String text) {
        String written = text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").strip();
        Matcher matcher = TYPE.matcher(written);
        ColumnType type = matcher.matches() ? type(matcher) : null;
        if (type == null) {
            throw new UnreadableSql("the type '" + written + "' is none that a model can have");
        }
        return type;
    }

    private static @Nullable ColumnType type(Matcher matcher) {
        String name = matcher.group("name");
        String size = matcher.group("size");
        String scale = matcher.group("scale");
        if (matcher.group("array") != null) {
            return name.equals("text") && size == null ? ColumnType.of(Kind.STRINGS) : null;
        }
        if (size == null) {
            Kind kind = KINDS.get(name);
            return kind == null ? null : ColumnType.of(kind);
        }
        return switch (name) {
            case "varchar", "character varying" -> scale == null ? ColumnType.varchar(Integer.parseInt(size)) : null;
            case "numeric", "decimal" ->
                ColumnType.decimal(Integer.parseInt(size), scale == null ? 0 : Integer.parseInt(scale));
            default -> null;
        };
    }
}
