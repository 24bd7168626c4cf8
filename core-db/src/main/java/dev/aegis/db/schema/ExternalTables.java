package dev.aegis.db.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names tables, on a package, that the changelog makes but no record models, since they belong to a library.
 * Comparisons of models and database leave them out.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PACKAGE)
public @interface ExternalTables {
    /** The names of the tables. */
    String[] value();
}
