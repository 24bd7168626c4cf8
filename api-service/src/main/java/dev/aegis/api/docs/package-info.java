/** The OpenAPI document, and Swagger UI to read it: both from this process, without the Internet. */
@NullMarked
package dev.aegis.api.docs;

import org.jspecify.annotations.NullMarked;
