/** What the containers promise, tried from outside: nothing here knows the code that runs in them. */
@NullMarked
package dev.aegis.compose;

import org.jspecify.annotations.NullMarked;
