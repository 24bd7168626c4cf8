package dev.aegis.db.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A column holds the primary key, of one column, of a row of another table or of the same one: a foreign key. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface References {
    /** The record of the table. Give this or {@link #table}. */
    Class<? extends Record> value() default Record.class;

    /** The name of the table, for a record that cannot be named here. */
    String table() default "";

    /** What happens to this row when the other one is deleted. */
    OnDelete onDelete() default OnDelete.NO_ACTION;

    /** The name of the constraint; {@code <table>_<column>_fkey} if empty. */
    String name() default "";
}
