package dev.aegis.migrations.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.schema.Id;
import dev.aegis.db.schema.OnDelete;
import dev.aegis.db.schema.RecordSchema;
import dev.aegis.db.schema.References;
import dev.aegis.db.schema.SchemaException;
import dev.aegis.db.schema.Table;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.migrations.Models;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Records that reference each other in a circle are refused, with two ways out of it that keep the rows. */
@DatabaseTest(isolation = Isolation.FRESH)
class CircleTest {
    private static final class Circle {
        @Table("hens")
        record Hen(
                @Id long id,
                @References(Egg.class) @Nullable Long favouriteEggId) {}

        @Table("eggs")
        record Egg(@Id long id, @References(Hen.class) long henId) {}
    }

    private static final class LeftOut {
        @Table("hens")
        record Hen(@Id long id, @Nullable Long favouriteEggId) {}

        @Table("eggs")
        record Egg(@Id long id, @References(Hen.class) long henId) {}
    }

    private static final class OfItsOwn {
        @Table("hens")
        record Hen(@Id long id) {}

        @Table("eggs")
        record Egg(@Id long id, @References(Hen.class) long henId) {}

        @Table("favourite_eggs")
        record FavouriteEgg(
                @Id @References(value = Hen.class, onDelete = OnDelete.CASCADE)
                long henId,

                @References(value = Egg.class, onDelete = OnDelete.CASCADE)
                long eggId) {}
    }

    private static Models models(List<Class<? extends Record>> records) {
        return new Models(RecordSchema.of(records), Set.of());
    }

    @Test
    void isLeftByAReferenceLessOrByATableMore(TestDatabase test) throws IOException {
        assertThatThrownBy(() -> models(List.of(Circle.Hen.class, Circle.Egg.class)))
                .isInstanceOf(SchemaException.class)
                .hasMessageEndingWith(
                        "leave @References out of one of them, or move that one to a record of its own with"
                                + " references to both");

        Steps steps = new Steps("circle", test);
        steps.generate(models(List.of(LeftOut.Hen.class, LeftOut.Egg.class)));
        test.execute("insert into hens (favourite_egg_id) values (null)");
        test.execute("insert into eggs (hen_id) values (1)");
        test.execute("update hens set favourite_egg_id = 1");

        steps.generate(new Models(
                RecordSchema.of(List.of(OfItsOwn.Hen.class, OfItsOwn.Egg.class, OfItsOwn.FavouriteEgg.class)),
                Set.of(),
                Map.of("hens", Set.of("favourite_egg_id")),
                Set.of()));
        test.execute("insert into favourite_eggs (hen_id, egg_id) select id, favourite_egg_id from hens");
        steps.generate(models(List.of(OfItsOwn.Hen.class, OfItsOwn.Egg.class, OfItsOwn.FavouriteEgg.class)));

        assertThatThrownBy(() -> test.execute("insert into favourite_eggs (hen_id, egg_id) values (2, 1)"))
                .isInstanceOf(RuntimeException.class);
        test.execute("delete from eggs");
        assertThat(test.query("select hen_id from favourite_eggs")).isEmpty();
        assertThat(test.query("select id from hens")).hasSize(1);
    }
}
