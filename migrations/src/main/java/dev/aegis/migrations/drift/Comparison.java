package dev.aegis.migrations.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds in what two catalogues differ. */
final class Comparison {
    private final List<Difference> differences = new ArrayList<>();

    private Comparison() {}

    /** By table, in the order of the models, then what only the database has. */
    static List<Difference> of(Catalogue models, Catalogue database) {
        Comparison comparison = new Comparison();
        for (CatalogueTable table : models.tables()) {
            database.table(table.name())
                    .ifPresentOrElse(
                            actual -> comparison.compare(table, actual),
                            () -> comparison.add(table.name(), "", table.columns(), null));
        }
        for (CatalogueTable table : database.tables()) {
            if (models.table(table.name()).isEmpty()) {
                comparison.add(table.name(), "", null, table.columns());
            }
        }
        return List.copyOf(comparison.differences);
    }

    private void compare(CatalogueTable models, CatalogueTable database) {
        for (CatalogueObject object : models.objects()) {
            database.find(object.kind(), object.name())
                    .ifPresentOrElse(
                            actual -> compare(models.name(), object, actual),
                            () -> add(models.name(), object.title(), object.summary(), null));
        }
        for (CatalogueObject object : database.objects()) {
            if (models.find(object.kind(), object.name()).isEmpty()) {
                add(models.name(), object.title(), null, object.summary());
            }
        }
    }

    private void compare(String table, CatalogueObject models, CatalogueObject database) {
        Arrays.stream(Fact.values())
                .filter(fact -> !models.value(fact).equals(database.value(fact)))
                .forEach(fact -> add(table, models.title(), models.value(fact), database.value(fact)));
    }

    private void add(String table, String object, @Nullable String models, @Nullable String database) {
        differences.add(new Difference(table, object, models, database));
    }
}
