package dev.aegis.migrations.drift;

import dev.aegis.migrations.Models;
import dev.aegis.migrations.drift.CatalogueObject.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a database keeps for now, as the models say: it is no difference, unless it is missing or in the way. */
final class KeptInDatabase {
    private static final String WRITABLE = "kept, nullable or with a default";

    private final Models models;

    KeptInDatabase(Models models) {
        this.models = models;
    }

    Catalogue removedFrom(Catalogue database, Catalogue wanted) {
        return new Catalogue(database.without(models.keptTables()).tables().stream()
                .map(table -> wanted.table(table.name())
                        .map(modelled -> removedFrom(table, modelled))
                        .orElse(table))
                .toList());
    }

    /** The columns, and the constraints and indexes over them. */
    private CatalogueTable removedFrom(CatalogueTable table, CatalogueTable wanted) {
        Set<String> kept = models.keptColumns(table.name());
        return new CatalogueTable(
                table.name(),
                table.objects().stream()
                        .filter(object ->
                                wanted.find(object.kind(), object.name()).isPresent()
                                        || kept.stream().noneMatch(object::mentions))
                        .toList());
    }

    List<Difference> differences(Catalogue database) {
        List<Difference> differences = new ArrayList<>();
        for (String table : new TreeSet<>(models.keptTables())) {
            if (database.table(table).isEmpty()) {
                differences.add(new Difference(table, "", "kept", null));
            }
        }
        for (String table : new TreeSet<>(models.keptColumns().keySet())) {
            database.table(table)
                    .ifPresent(actual -> new TreeSet<>(models.keptColumns(table))
                            .forEach(column -> compare(actual, column, differences)));
        }
        return differences;
    }

    private static void compare(CatalogueTable table, String name, List<Difference> differences) {
        table.find(Kind.COLUMN, name)
                .ifPresentOrElse(
                        column -> {
                            if (isRequired(column)) {
                                differences.add(
                                        new Difference(table.name(), column.title(), WRITABLE, column.summary()));
                            }
                        },
                        () -> differences.add(new Difference(table.name(), "column " + name, "kept", null)));
    }

    /** Programs that do not know it could insert no row. */
    private static boolean isRequired(CatalogueObject column) {
        return column.facts().containsKey(Fact.NULLABILITY)
                && !column.facts().containsKey(Fact.DEFAULT)
                && !column.facts().containsKey(Fact.GENERATION);
    }
}
