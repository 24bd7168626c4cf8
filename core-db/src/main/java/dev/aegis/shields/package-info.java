/**
 * The example domain: shields, and the events of their forging. It shows how records and DAOs are written for both
 * engines, and can be deleted in one sweep: nothing in {@code dev.aegis.db} knows it.
 */
@NullMarked
package dev.aegis.shields;

import org.jspecify.annotations.NullMarked;
