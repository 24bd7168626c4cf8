/**
 * What a changelog makes on each engine that no record can describe: indexes over expressions, views, triggers, collations,
 * generated columns … Start at {@link dev.aegis.migrations.objects.ChangelogObjects}.
 */
@NullMarked
package dev.aegis.migrations.objects;

import org.jspecify.annotations.NullMarked;
