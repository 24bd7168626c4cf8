/**
 * The schema of a database as values: what the annotated records ask for, and what a changelog leads to. Nothing here
 * opens a connection.
 */
@NullMarked
package dev.aegis.db.schema;

import org.jspecify.annotations.NullMarked;
