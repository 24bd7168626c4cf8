/** Stands for a library that keeps a table of its own, which no model describes. */
@ExternalTables("tables_of_a_library")
@NullMarked
package dev.aegis.migrations.library;

import dev.aegis.db.schema.ExternalTables;
import org.jspecify.annotations.NullMarked;
