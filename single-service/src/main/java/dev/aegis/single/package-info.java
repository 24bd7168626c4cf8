/** The small deployment: everything in one process on one database, which it migrates itself. */
@NullMarked
package dev.aegis.single;

import org.jspecify.annotations.NullMarked;
