package dev.aegis.db.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a record the model of a table: each component is a column, {@code defenseRating} the column
 * {@code defense_rating}. A column takes NULL if its component is {@link org.jspecify.annotations.Nullable}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Table {
    /** The name of the table: lower-case letters, digits and underscores, at most 63. */
    String value();
}
