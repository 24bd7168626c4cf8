package dev.aegis.db.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names columns, on a record, that its table keeps for now although the record has no component for them: programs of
 * the release before still use them. They stay with their constraints and indexes, may be null, and are no difference
 * between models and database. When a name is removed here, {@code aegis migrate generate} drops the column.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface KeptColumns {
    /** The names of the columns. */
    String[] value();
}
