package dev.aegis.migrations.drift;

import dev.aegis.db.DatabaseEngine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The tables of a database as the engine itself describes them: equal for schemas that mean the same to it. Liquibase's
 * own tables are left out.
 *
 * @param tables by name
 */
public record Catalogue(List<CatalogueTable> tables) {
    public Catalogue {
        tables = tables.stream()
                .filter(table -> !table.name().toLowerCase(Locale.ROOT).startsWith("databasechangelog"))
                .sorted(Comparator.comparing(CatalogueTable::name))
                .toList();
    }

    /** Reads the catalogue of a connection's current schema. The transaction, if there is one, goes on. */
    public static Catalogue read(DatabaseEngine engine, Connection connection) throws SQLException {
        return switch (engine) {
            case SQLITE -> new SqliteCatalogue(connection).read();
            case POSTGRESQL -> PostgresCatalogue.ofCurrentSchema(connection);
        };
    }

    /** The rest without these tables. */
    public Catalogue without(Set<String> names) {
        return new Catalogue(
                tables.stream().filter(table -> !names.contains(table.name())).toList());
    }

    /** The table of this name. */
    public Optional<CatalogueTable> table(String name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }
}
