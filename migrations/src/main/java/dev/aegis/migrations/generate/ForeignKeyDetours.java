package dev.aegis.migrations.generate;

import dev.aegis.db.schema.ColumnType;
import dev.aegis.db.schema.ColumnType.Kind;
import dev.aegis.db.schema.ForeignKeyConstraint;
import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.db.schema.TableDefinition;
import dev.aegis.migrations.generate.Difference.ForeignKeyAdded;
import dev.aegis.migrations.generate.Difference.ForeignKeyDropped;
import dev.aegis.migrations.generate.Difference.TypeChanged;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Foreign keys that stay, but are away while the columns on their two sides become of another kind, one after the other. */
final class ForeignKeyDetours {
    /** Kinds of one set compare with each other. */
    private static final List<Set<Kind>> COMPARABLE =
            List.of(Set.of(Kind.SMALLINT, Kind.INTEGER, Kind.BIGINT), Set.of(Kind.VARCHAR, Kind.TEXT));

    private ForeignKeyDetours() {}

    /** The differences, and what is dropped and added again on the way. */
    static List<Difference> with(List<Difference> differences, SchemaDefinition before, SchemaDefinition after) {
        List<Difference> all = new ArrayList<>(differences);
        for (TableDefinition table : after.tables()) {
            for (ForeignKeyConstraint key : table.foreignKeys()) {
                boolean stays = before.table(table.name())
                        .filter(old -> old.foreignKeys().contains(key))
                        .isPresent();
                if (stays && isBetweenOthers(table.name(), key, differences)) {
                    all.add(new ForeignKeyDropped(table.name(), key));
                    all.add(new ForeignKeyAdded(table.name(), key));
                }
            }
        }
        return all;
    }

    private static boolean isBetweenOthers(String table, ForeignKeyConstraint key, List<Difference> differences) {
        return differences.stream()
                .filter(TypeChanged.class::isInstance)
                .map(TypeChanged.class::cast)
                .filter(changed ->
                        !areComparable(changed.before().type(), changed.after().type()))
                .anyMatch(changed -> isOf(changed, table, key.columns())
                        || isOf(changed, key.referencedTable(), key.referencedColumns()));
    }

    private static boolean isOf(TypeChanged changed, String table, List<String> columns) {
        return changed.table().equals(table) && columns.contains(changed.after().name());
    }

    static boolean areComparable(ColumnType one, ColumnType other) {
        return one.equals(other)
                || COMPARABLE.stream().anyMatch(kinds -> kinds.contains(one.kind()) && kinds.contains(other.kind()));
    }
}
