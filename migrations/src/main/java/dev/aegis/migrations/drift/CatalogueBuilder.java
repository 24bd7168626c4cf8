package dev.aegis.migrations.drift;

import dev.aegis.migrations.drift.CatalogueObject.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts together what a reader finds in any order. */
final class CatalogueBuilder {
    private final Map<String, List<CatalogueObject>> objects = new TreeMap<>();

    void table(String name) {
        objects.computeIfAbsent(name, key -> new ArrayList<>());
    }

    void add(String table, Kind kind, String name, Facts facts) {
        objects.computeIfAbsent(table, key -> new ArrayList<>()).add(new CatalogueObject(kind, name, facts.values));
    }

    /** One more of a part that is there; without effect if it is not. */
    void addFact(String table, Kind kind, String name, Fact fact, String value) {
        objects.computeIfAbsent(table, key -> new ArrayList<>()).replaceAll(object -> {
            if (object.kind() != kind || !object.name().equals(name)) {
                return object;
            }
            Facts facts = new Facts().with(fact, value);
            object.facts().forEach(facts::with);
            return new CatalogueObject(kind, name, facts.values);
        });
    }

    Catalogue build() {
        return new Catalogue(objects.entrySet().stream()
                .map(table -> new CatalogueTable(table.getKey(), table.getValue()))
                .toList());
    }

    /** The facts of one object. */
    static final class Facts {
        private final Map<Fact, String> values = new EnumMap<>(Fact.class);

        /** @param value null if there is nothing unusual */
        Facts with(Fact fact, @Nullable String value) {
            if (value != null) {
                values.put(fact, value);
            }
            return this;
        }

        Facts with(Fact fact, boolean is, String value) {
            return with(fact, is ? value : null);
        }
    }
}
