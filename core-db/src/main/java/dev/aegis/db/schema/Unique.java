package dev.aegis.db.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** No two rows agree in a column, or, on the record, in all of several columns. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
@Repeatable(Unique.All.class)
public @interface Unique {
    /** The names of the columns; empty on a component. */
    String[] columns() default {};

    /** The name of the constraint; {@code <table>_<columns>_key} if empty. */
    String name() default "";

    /** Several. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
    @interface All {
        Unique[] value();
    }
}
