/**
 * The database component in a Dropwizard 5 service, and what every service of this project shares: settings from the
 * environment, start and stop, problem documents for all errors, and health.
 *
 * <p>Start at {@code DatabaseBundle} to use the component in a Dropwizard application of your own, and at
 * {@code ServiceLauncher} for a service as they are built here.
 */
@NullMarked
package dev.aegis.dropwizard;

import org.jspecify.annotations.NullMarked;
