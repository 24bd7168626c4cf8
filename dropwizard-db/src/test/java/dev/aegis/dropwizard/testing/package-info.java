/** What the tests of services share: a client, and a service as a process of its own. Not part of any product. */
@NullMarked
package dev.aegis.dropwizard.testing;

import org.jspecify.annotations.NullMarked;
