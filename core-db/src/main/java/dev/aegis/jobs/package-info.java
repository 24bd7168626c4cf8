/**
 * What the database knows about background jobs: when they are due, whether they are paused, how they ran, and which
 * schedulers are alive. Services and the {@code aegis} command share it; running jobs is the business of the scheduler.
 */
@ExternalTables("scheduled_tasks")
@NullMarked
package dev.aegis.jobs;

import dev.aegis.db.schema.ExternalTables;
import org.jspecify.annotations.NullMarked;
