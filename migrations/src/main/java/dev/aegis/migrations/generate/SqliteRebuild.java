package dev.aegis.migrations.generate;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.SchemaDdl;
import dev.aegis.db.schema.SchemaHints;
import dev.aegis.db.schema.TableDefinition;
import dev.aegis.migrations.objects.SideObject.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Builds a table anew on SQLite, with its rows, the way that SQLite's manual describes for what its ALTER TABLE cannot
 * do. Foreign keys are off meanwhile, and checked before the commit: the migrator sees to both.
 */
final class SqliteRebuild {
    private static final DatabaseEngine ENGINE = DatabaseEngine.SQLITE;

    private final TableDefinition before;
    private final TableDefinition after;
    private final Set<String> taken;
    private final FoldedSchema folded;
    private final SchemaHints hints;

    /** @param taken names of other tables, indexes and views */
    SqliteRebuild(
            TableDefinition before, TableDefinition after, Set<String> taken, FoldedSchema folded, SchemaHints hints) {
        this.before = before;
        this.after = after;
        this.taken = taken;
        this.folded = folded;
        this.hints = hints;
    }

    List<String> statements() {
        String name = after.name();
        String fresh = freshName();
        List<String> statements = new ArrayList<>();
        statements.add(SchemaDdl.createTable(after, fresh, ENGINE));
        statements.add(copy(fresh));
        if (hasGeneratedKey(before) && hasGeneratedKey(after)) {
            // Else an id of a row that was deleted would be given again.
            statements.add("delete from sqlite_sequence where name = '" + fresh + "'");
            statements.add(
                    "insert into sqlite_sequence (name, seq) select '%s', seq from sqlite_sequence where name = '%s'"
                            .formatted(fresh, name));
        }
        statements.add("drop table " + name);
        statements.addAll(rename(fresh));
        statements.addAll(SchemaDdl.createIndexes(after));
        // They went with the old table; views stay, since nothing looks into them meanwhile.
        Stream.of(Kind.INDEX, Kind.TRIGGER)
                .flatMap(kind -> folded.sqliteOthers(name).stream().filter(other -> other.kind() == kind))
                .forEach(other -> statements.add(other.sql()));
        return statements;
    }

    private static boolean hasGeneratedKey(TableDefinition table) {
        return table.columns().stream().anyMatch(ColumnDefinition::generated);
    }

    private String freshName() {
        String fresh = "new_" + after.name();
        while (taken.contains(fresh)) {
            fresh = "new_" + fresh;
        }
        return fresh;
    }

    /** SQLite looks into views and triggers when a table is renamed, and those of the old table lack it just then. */
    private List<String> rename(String fresh) {
        String rename = "alter table %s rename to %s".formatted(fresh, after.name());
        return folded.hasSqliteViewsOrTriggers()
                ? List.of("pragma legacy_alter_table = on", rename, "pragma legacy_alter_table = off")
                : List.of(rename);
    }

    private String copy(String fresh) {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (ColumnDefinition column : after.columns()) {
            value(column).ifPresent(value -> {
                names.add(column.name());
                values.add(value);
            });
        }
        return "insert into %s (%s)\nselect %s\nfrom %s"
                .formatted(fresh, String.join(", ", names), String.join(", ", values), before.name());
    }

    /** Empty if SQLite gives the value, or the column's default is it. */
    private Optional<String> value(ColumnDefinition column) {
        Optional<ColumnDefinition> old = before.column(column.name());
        if (old.isPresent()) {
            return Optional.of(kept(old.get(), column));
        }
        if (!column.nullable() && hints.backfill(after.name(), column.name()).isPresent()) {
            return Backfills.find(after.name(), column, hints, ENGINE);
        }
        return column.nullable() || column.generated() || column.defaultValue() != null
                ? Optional.empty()
                : Optional.of(Fillers.of(after, column, ENGINE));
    }

    private String kept(ColumnDefinition old, ColumnDefinition column) {
        String value = Conversions.onSqlite(column.name(), old.type(), column.type());
        return old.nullable() && !column.nullable()
                ? Backfills.find(after.name(), column, hints, ENGINE)
                        .map(filler -> "coalesce(%s, %s)".formatted(value, filler))
                        .orElse(value)
                : value;
    }
}
