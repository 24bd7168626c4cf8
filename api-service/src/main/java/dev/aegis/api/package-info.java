/** The HTTP API: the service and what its features share. Each feature has a package of its own below. */
@NullMarked
package dev.aegis.api;

import org.jspecify.annotations.NullMarked;
