package dev.aegis.db.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An index over a column, or, on the record, over one or more. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
@Repeatable(Index.All.class)
public @interface Index {
    /** The names of the columns; empty on a component. */
    String[] columns() default {};

    /** The name of the index; {@code <table>_<columns>_idx} if empty. */
    String name() default "";

    /** Whether no two of its rows agree in all columns. Without {@link #where}, {@link Unique} says it better. */
    boolean unique() default false;

    /** Which rows are in it, as SQL that both engines take: {@code "processed_at is null"}; all if empty. */
    String where() default "";

    /** Several. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
    @interface All {
        Index[] value();
    }
}
