package dev.aegis.scheduler;

import com.github.kagkarlsson.scheduler.task.schedule.Schedule;

/**
 * A job: one of the schedulers of a database runs it when it is due, one run at a time.
 *
 * @param name by which people steer it; it keeps its schedule, history and pause over restarts, at most 100 characters
 * @param schedule when it is due, by the database's clock
 */
public record JobDeclaration(String name, Schedule schedule, JobBody body) {}
