package dev.aegis.db.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a column, or on a record its table, was called before: the migration renames it, and keeps the data. Once nothing of
 * that name is in the changelog any more, the annotation is of no effect, and can go.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
public @interface RenamedFrom {
    /** The name in the database, in snake case. */
    String value();
}
