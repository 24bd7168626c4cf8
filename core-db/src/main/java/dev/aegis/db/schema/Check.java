package dev.aegis.db.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A condition that every row meets. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
@Repeatable(Check.All.class)
public @interface Check {
    /**
     * SQL that both engines take, over columns of the table: {@code "defense_rating between 0 and 1000"}. A decimal is
     * cast in it, {@code "cast(weight as numeric) > 0"}: SQLite keeps it as text.
     */
    String value();

    /** The name of the constraint; {@code <table>_<column>_check}, on the record {@code <table>_check}, if empty. */
    String name() default "";

    /** Several. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
    @interface All {
        Check[] value();
    }
}
