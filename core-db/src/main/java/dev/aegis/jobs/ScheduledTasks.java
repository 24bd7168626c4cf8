package dev.aegis.jobs;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** The table of db-scheduler, which keeps its instants as milliseconds on SQLite. */
final class ScheduledTasks {
    /** What db-scheduler calls the one execution of a recurring task. */
    private static final String RECURRING = "recurring";

    private final DatabaseEngine engine;
    private final Transaction tx;

    ScheduledTasks(DatabaseEngine engine, Transaction tx) {
        this.engine = engine;
        this.tx = tx;
    }

    /** A job, and whether a scheduler has taken it. */
    record Task(String name, Instant executionTime, boolean picked) {}

    List<Task> all() {
        return tx.handle()
                .createQuery("""
                        select task_name, execution_time, picked
                        from scheduled_tasks
                        where task_instance = :instance
                        order by task_name
                        """)
                .bind("instance", RECURRING)
                .map(mapper())
                .list();
    }

    Optional<Task> find(String name) {
        return all().stream().filter(task -> task.name().equals(name)).findFirst();
    }

    /** Makes a job due; whether there is such a one that no scheduler has taken. */
    boolean makeDue(String name, Instant now) {
        Object time = engine == DatabaseEngine.SQLITE ? (Object) now.toEpochMilli() : now;
        // A scheduler that has read the old version does not take it any more, and sees the new one.
        return tx.handle()
                        .createUpdate("""
                                update scheduled_tasks
                                set execution_time = :time, version = version + 1
                                where task_name = :name and task_instance = :instance and picked = :picked
                                """)
                        .bind("time", time)
                        .bind("name", name)
                        .bind("instance", RECURRING)
                        .bind("picked", false)
                        .execute()
                == 1;
    }

    private RowMapper<Task> mapper() {
        return (row, context) -> new Task(
                row.getString("task_name"),
                engine == DatabaseEngine.SQLITE
                        ? Instant.ofEpochMilli(row.getLong("execution_time"))
                        : Objects.requireNonNull(context.findColumnMapperFor(Instant.class)
                                .orElseThrow()
                                .map(row, "execution_time", context)),
                row.getBoolean("picked"));
    }
}
