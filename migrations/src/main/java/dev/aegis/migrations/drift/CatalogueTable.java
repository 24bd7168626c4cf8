package dev.aegis.migrations.drift;

import dev.aegis.migrations.drift.CatalogueObject.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A table as the engine describes it. The order of its columns is not a part of it.
 *
 * @param objects by kind and name
 */
public record CatalogueTable(String name, List<CatalogueObject> objects) {
    public CatalogueTable {
        objects = objects.stream()
                .sorted(Comparator.comparing(CatalogueObject::kind).thenComparing(CatalogueObject::name))
                .toList();
    }

    /** The part of this kind and name. */
    public Optional<CatalogueObject> find(Kind kind, String objectName) {
        return objects.stream()
                .filter(object -> object.kind() == kind && object.name().equals(objectName))
                .findFirst();
    }

    String columns() {
        return objects.stream()
                .filter(object -> object.kind() == Kind.COLUMN)
                .map(CatalogueObject::name)
                .collect(Collectors.joining(", ", "columns ", ""));
    }
}
