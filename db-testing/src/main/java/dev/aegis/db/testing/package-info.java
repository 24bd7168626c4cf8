/**
 * JUnit fixtures: a real, isolated database per test, on SQLite and on PostgreSQL.
 *
 * <p>Start at {@link dev.aegis.db.testing.DatabaseTest}. Of the other modules nothing is known here: tests are handed
 * a URL and a {@code DataSource}, and may open on them what they like.
 */
@NullMarked
package dev.aegis.db.testing;

import org.jspecify.annotations.NullMarked;
