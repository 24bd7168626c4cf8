package dev.aegis.migrations.generate;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.ColumnType;
import dev.aegis.db.schema.ColumnType.Kind;
import java.util.Locale;
import java.util.Set;

/** What neutral changes call the types: by a name that both engines know, or a property of the changelog. */
final class TypeProperties {
    private static final Set<Kind> OF_THE_CHANGELOG = Set.of(Kind.INSTANT, Kind.DATE, Kind.UUID, Kind.JSON, Kind.BYTES);

    private TypeProperties() {}

    static String name(ColumnDefinition column) {
        ColumnType type = column.type();
        if (column.generated()) {
            return type.kind() == Kind.BIGINT ? "${type.id}" : type.sql(DatabaseEngine.POSTGRESQL);
        }
        if (OF_THE_CHANGELOG.contains(type.kind())) {
            return "${type." + type.kind().name().toLowerCase(Locale.ROOT) + "}";
        }
        return switch (type.kind()) {
            case STRINGS -> "${type.texts}";
            case DECIMAL -> "${" + decimal(type) + "}";
            default -> type.sql(DatabaseEngine.POSTGRESQL);
        };
    }

    /** The property of a decimal type, which the file that uses it defines. */
    static String decimal(ColumnType type) {
        return "type.decimal." + type.size() + "." + type.scale();
    }
}
