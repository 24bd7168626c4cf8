package dev.aegis.migrations.drift;

import dev.aegis.migrations.drift.CatalogueObject.Kind;
import dev.aegis.migrations.objects.SideObject;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What the changelog itself makes, and no record can describe: that it is in a database is no difference. */
final class DeclaredObjects {
    private final List<SideObject> declared;

    DeclaredObjects(List<SideObject> declared) {
        this.declared = List.copyOf(declared);
    }

    Catalogue removedFrom(Catalogue database, Catalogue wanted) {
        return new Catalogue(database.tables().stream()
                .map(table -> wanted.table(table.name())
                        .map(models -> removedFrom(table, models))
                        .orElse(table))
                .toList());
    }

    private CatalogueTable removedFrom(CatalogueTable table, CatalogueTable models) {
        return new CatalogueTable(
                table.name(),
                table.objects().stream()
                        .filter(object ->
                                models.find(object.kind(), object.name()).isPresent() || !isDeclared(table, object))
                        .map(object -> object.without(fact -> isDeclared(table, object, fact)))
                        .toList());
    }

    private boolean isDeclared(CatalogueTable table, CatalogueObject object) {
        return any(table, side -> switch (side.kind()) {
            case INDEX -> object.kind() == Kind.INDEX && object.name().equals(side.name());
            case CONSTRAINT ->
                Set.of(Kind.INDEX, Kind.CHECK, Kind.UNIQUE, Kind.FOREIGN_KEY).contains(object.kind())
                        && object.name().equals(side.name());
            case COLUMN -> object.mentions(side.name());
            case OPTION -> object.kind() == Kind.OPTION && object.name().equals(side.name());
            case TRIGGER, VIEW, POLICY, COLLATION, DEFERRAL, CLAUSE -> false;
        });
    }

    private boolean isDeclared(CatalogueTable table, CatalogueObject object, Fact fact) {
        return any(table, side -> switch (fact) {
            case COLLATION ->
                side.kind() == SideObject.Kind.COLLATION
                        && object.kind() == Kind.COLUMN
                        && side.name().equals(object.name());
            case DEFERRAL, MATCH ->
                side.kind() == SideObject.Kind.DEFERRAL
                        && isNamed(object, side.name())
                        && side.sql().contains(object.value(fact));
            default -> false;
        });
    }

    /** The object of a primary key is called nothing. */
    private static boolean isNamed(CatalogueObject object, String name) {
        return object.name().equals(name) || object.value(Fact.NAME).equals("called " + name);
    }

    private boolean any(CatalogueTable table, Predicate<SideObject> which) {
        return declared.stream()
                .filter(side -> side.table().equals(table.name()))
                .anyMatch(which);
    }
}
