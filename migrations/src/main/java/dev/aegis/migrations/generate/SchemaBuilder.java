package dev.aegis.migrations.generate;

import dev.aegis.db.schema.ForeignKeyConstraint;
import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.db.schema.TableDefinition;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A schema on the way through the changelog. Tables of others are left out: what is done to them has no effect. */
final class SchemaBuilder {
    private final Set<String> external;
    private final Map<String, TableBuilder> tables = new LinkedHashMap<>();

    SchemaBuilder(Set<String> external) {
        this.external = Set.copyOf(external);
    }

    SchemaDefinition build() {
        return new SchemaDefinition(
                tables.values().stream().map(TableBuilder::build).toList());
    }

    boolean isExternal(String table) {
        return external.contains(table);
    }

    boolean hasTable(String table) {
        return tables.containsKey(table);
    }

    /** Where a new table takes shape; nowhere if it belongs to others. */
    TableBuilder create(String name) {
        TableBuilder table = new TableBuilder(name);
        if (!isExternal(name)) {
            if (hasTable(name)) {
                throw new UnreadableSql("there is a table " + name + " already");
            }
            tables.put(name, table);
        }
        return table;
    }

    /** A table that is there from the start. */
    void add(TableDefinition table) {
        tables.put(table.name(), new TableBuilder(table));
    }

    /** The table; empty if it belongs to others. */
    Optional<TableBuilder> table(String name) {
        if (isExternal(name)) {
            return Optional.empty();
        }
        TableBuilder table = tables.get(name);
        if (table == null) {
            throw new UnreadableSql("no changeset before it creates the table " + name);
        }
        return Optional.of(table);
    }

    void dropTable(String name, boolean ifExists) {
        if (ifExists && !hasTable(name)) {
            return;
        }
        table(name).ifPresent(table -> tables.remove(name));
    }

    void renameTable(String from, String to) {
        table(from).ifPresent(table -> {
            tables.remove(from);
            table.rename(to);
            tables.put(to, table);
            tables.values()
                    .forEach(other ->
                            other.renameReferences(key -> key.referencedTable().equals(from)
                                    ? new ForeignKeyConstraint(
                                            key.name(), key.columns(), to, key.referencedColumns(), key.onDelete())
                                    : key));
        });
    }

    void renameColumn(String table, String from, String to) {
        table(table).ifPresent(renamed -> {
            renamed.renameColumn(from, to);
            tables.values()
                    .forEach(other ->
                            other.renameReferences(key -> key.referencedTable().equals(table)
                                    ? new ForeignKeyConstraint(
                                            key.name(),
                                            key.columns(),
                                            table,
                                            TableBuilder.renamed(key.referencedColumns(), from, to),
                                            key.onDelete())
                                    : key));
        });
    }

    /** Without effect if there is none: it may be that of a table of others. */
    void dropIndex(String name) {
        tables.values().stream().filter(table -> table.hasIndex(name)).forEach(table -> table.takeIndex(name));
    }

    void renameIndex(String from, String to) {
        tables.values().forEach(table -> table.renamePart(from, to));
    }
}
