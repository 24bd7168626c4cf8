package dev.aegis.migrations.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.schema.TableDefinition;
import dev.aegis.migrations.MainModels;
import dev.aegis.migrations.Models;
import org.junit.jupiter.api.Test;

/** The tables of the scheduler, of which one belongs to its library. */
class JobsModelsTest {

    @Test
    void areFound() {
        Models models = MainModels.find();

        assertThat(models.schema().tables())
                .extracting(TableDefinition::name)
                .contains("job_runs", "job_pauses", "scheduler_instances");
        assertThat(models.externalTables()).containsExactly("scheduled_tasks");
    }
}
