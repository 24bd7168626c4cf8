/** Stands for a library that keeps a table of its own, which no model describes, and for a record that is gone. */
@ExternalTables("tables_of_a_library")
@KeptTables("table_of_the_release_before")
@NullMarked
package dev.aegis.migrations.library;

import dev.aegis.db.schema.ExternalTables;
import dev.aegis.db.schema.KeptTables;
import org.jspecify.annotations.NullMarked;
