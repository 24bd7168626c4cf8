package dev.aegis.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.schema.Id;
import dev.aegis.db.schema.Table;
import dev.aegis.db.schema.TableDefinition;
import org.junit.jupiter.api.Test;

class ModelsTest {

    @Table("hidden_models")
    record Hidden(@Id long id) {}

    @Test
    void ofTheProgramAreFoundInEveryPackage() {
        Models models = MainModels.find();

        assertThat(models.schema().tables())
                .extracting(TableDefinition::name)
                .contains("shields", "forge_events", "job_runs", "job_pauses", "scheduler_instances")
                .doesNotContain("hidden_models");
        assertThat(models.externalTables()).containsExactly("scheduled_tasks");
    }

    @Test
    void areFoundWhereverTheyStand() {
        assertThat(Models.find().schema().table("hidden_models")).isPresent();
    }
}
