/**
 * The example feature: shields over HTTP. It can be deleted in one sweep, together with the line in
 * {@code ApiApplication} that registers it.
 */
@NullMarked
package dev.aegis.api.shields;

import org.jspecify.annotations.NullMarked;
