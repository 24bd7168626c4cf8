package dev.aegis.jobs;

import dev.aegis.db.schema.Column;
import dev.aegis.db.schema.Id;
import dev.aegis.db.schema.Index;
import dev.aegis.db.schema.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run of a job.
 *
 * @param id ascending
 * @param instance the scheduler that ran it
 * @param finishedAt null while it runs, and for a lost one
 * @param outcome the name of a {@link RunOutcome}, or of one that only newer programs know
 * @param error what it failed with, in one line; null unless it failed
 */
@Table("job_runs")
@Index(columns = {"job", "id"})
public record JobRun(
        @Id long id,
        @Column(length = 100) String job,
        @Column(length = 50) String instance,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Column(length = 20) String outcome,
        @Column(length = 500) @Nullable String error) {

    /** Whether it ended, or goes on, in this way. */
    public boolean has(RunOutcome expected) {
        return outcome.equals(expected.name());
    }
}
