package dev.aegis.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.schema.Id;
import dev.aegis.db.schema.KeptColumns;
import dev.aegis.db.schema.Table;
import dev.aegis.db.schema.TableDefinition;
import io.github.classgraph.ClassGraph;
import org.junit.jupiter.api.Test;

class ModelsTest {

    @Table("hidden_models")
    private record Hidden(@Id long id) {
        static final Class<?> TYPE = Hidden.class;
    }

    @Table("entities")
    private static final class Entity {
        static final Class<?> TYPE = Entity.class;
    }

    @Table("passing_models")
    @KeptColumns("note")
    private record Passing(@Id long id) {
        static final Class<?> TYPE = Passing.class;
    }

    private static Models findOnly(Class<?> type) {
        return Models.find(new ClassGraph().acceptClasses(type.getName()));
    }

    @Test
    void areFoundInEveryPackage() {
        // In the package of the generator, a table has several models: one for each release.
        Models models = Models.find(new ClassGraph()
                .rejectClasses(Entity.TYPE.getName())
                .rejectPackages(getClass().getPackageName() + ".generate"));

        assertThat(models.schema().tables())
                .extracting(TableDefinition::name)
                .contains("hidden_models", "all_types", "owners");
        assertThat(models.externalTables()).contains("tables_of_a_library");
        assertThat(models.keptTables()).contains("table_of_the_release_before");
    }

    @Test
    void ofTestsAreNotThoseOfTheProgram() {
        Models models = MainModels.find();

        assertThat(models.schema().tables())
                .extracting(TableDefinition::name)
                .doesNotContain("hidden_models", "all_types", "owners");
        assertThat(models.externalTables()).doesNotContain("tables_of_a_library");
    }

    @Test
    void areFoundWhateverTheirVisibility() {
        assertThat(findOnly(Hidden.TYPE).schema().tables())
                .extracting(TableDefinition::name)
                .containsExactly("hidden_models");
    }

    @Test
    void keepWhatTheyName() {
        assertThat(findOnly(Passing.TYPE).keptColumns("passing_models")).containsExactly("note");
        assertThat(findOnly(Passing.TYPE).keptTables()).isEmpty();
        assertThat(findOnly(Hidden.TYPE).keptColumns("hidden_models")).isEmpty();
    }

    @Test
    void areRecords() {
        assertThatThrownBy(() -> findOnly(Entity.TYPE))
                .isInstanceOf(MigrationException.class)
                .hasMessage(Entity.TYPE.getName() + ": @Table is for records, and this is none; make it one");
    }
}
