package dev.aegis.migrations.drift;

import dev.aegis.migrations.sql.SqlLexer;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A part of a table as the engine describes it.
 *
 * @param name unique among the table's parts of that kind; SQLite knows no names of keys, so there it is their columns
 * @param facts in one form for all descriptions that mean the same; only what is not usual
 */
public record CatalogueObject(Kind kind, String name, Map<Fact, String> facts) {
    public CatalogueObject {
        Map<Fact, String> copy = new EnumMap<>(Fact.class);
        copy.putAll(facts);
        facts = Collections.unmodifiableMap(copy);
    }

    /** What there is, besides the table itself. */
    public enum Kind {
        COLUMN("column"),
        PRIMARY_KEY("primary key"),
        UNIQUE("unique constraint"),
        FOREIGN_KEY("foreign key"),
        CHECK("check"),
        INDEX("index"),
        /** Of a table of SQLite, as {@code strict}. */
        OPTION("option");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    /** As {@code column name}. */
    String title() {
        return name.isEmpty() ? kind.text : kind.text + " " + name;
    }

    /** What there is to say, as {@code varchar(100) not null}. */
    String summary() {
        return facts.isEmpty() ? "there" : String.join(" ", facts.values());
    }

    CatalogueObject without(Predicate<Fact> which) {
        Map<Fact, String> left = new EnumMap<>(Fact.class);
        facts.forEach((fact, value) -> {
            if (!which.test(fact)) {
                left.put(fact, value);
            }
        });
        return new CatalogueObject(kind, name, left);
    }

    /** Whether a name stands in what there is to say. */
    boolean mentions(String word) {
        return SqlLexer.tokens(kind == Kind.COLUMN ? name : name + " " + summary()).stream()
                .anyMatch(token -> token.isName() && token.text().equals(word));
    }

    String value(Fact fact) {
        return facts.getOrDefault(fact, fact.absent());
    }
}
