package dev.aegis.migrations.shields;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.schema.TableDefinition;
import dev.aegis.migrations.MainModels;
import org.junit.jupiter.api.Test;

/** The models of the example domain. */
class ShieldsModelsTest {

    @Test
    void areFound() {
        assertThat(MainModels.find().schema().tables())
                .extracting(TableDefinition::name)
                .contains("shields", "forge_events");
    }
}
