package dev.aegis.scheduler;

import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import dev.aegis.db.Database;
import dev.aegis.scheduler.shields.TemperShields;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;

/** All jobs of this project: their names, when they run, and what they do. */
public final class DeclaredJobs {
    private DeclaredJobs() {}

    /** The jobs, on this database. */
    public static List<JobDeclaration> of(Database database) {
        return List.of(
                // part: example
                new JobDeclaration(
                        "temper-shields", Schedules.fixedDelay(Duration.ofSeconds(10)), new TemperShields(database)),
                // end part: example
                new JobDeclaration(
                        "database-maintenance",
                        Schedules.daily(ZoneOffset.UTC, LocalTime.of(3, 0)),
                        new DatabaseMaintenance(database)));
    }
}
