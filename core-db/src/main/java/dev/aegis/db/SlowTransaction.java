package dev.aegis.db;

import java.time.Duration;
import java.time.Instant;

/**
 * The record of a transaction that took long.
 *
 * @param startedAt when it began, its wait for a connection not included
 * @param duration from its begin to the return of its connection
 * @param name as given in its options, or {@code "unnamed"}
 * @param caller file and line that ran it, such as {@code AccountsResource.java:42}
 */
public record SlowTransaction(Instant startedAt, Duration duration, String name, String caller) {}
