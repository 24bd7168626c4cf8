/**
 * New projects from this repository's own modules: its files are the templates, packed into one archive at the build.
 *
 * <p>Start at {@code NewProject}.
 */
@NullMarked
package dev.aegis.scaffold;

import org.jspecify.annotations.NullMarked;
