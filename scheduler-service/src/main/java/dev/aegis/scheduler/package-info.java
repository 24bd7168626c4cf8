/**
 * Background jobs that survive restarts and share a database: which jobs there are, how they are run, recorded and
 * steered, and whether the scheduler is alive. db-scheduler decides who runs what, by locks in the database.
 */
@NullMarked
package dev.aegis.scheduler;

import org.jspecify.annotations.NullMarked;
