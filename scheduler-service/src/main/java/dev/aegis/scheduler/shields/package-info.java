/** The job of the example domain. */
@NullMarked
package dev.aegis.scheduler.shields;

import org.jspecify.annotations.NullMarked;
