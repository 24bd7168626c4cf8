/**
 * The database component: one {@code DATABASE_URL} chooses SQLite or PostgreSQL; the same code runs on both.
 *
 * <p>Start at {@code Database}. The package is flat on purpose: what is package-private here is hidden
 * from everybody.
 */
@NullMarked
package dev.aegis.db;

import org.jspecify.annotations.NullMarked;
