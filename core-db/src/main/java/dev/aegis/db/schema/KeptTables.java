package dev.aegis.db.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names tables, on a package, that stay for now although no record models them any more: programs of the release before
 * still use them. They are no difference between models and database. When a name is removed here, {@code aegis migrate
 * generate} drops the table.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PACKAGE)
public @interface KeptTables {
    /** The names of the tables. */
    String[] value();
}
