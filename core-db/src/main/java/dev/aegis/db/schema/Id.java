package dev.aegis.db.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Makes a column the primary key, or, on several components, a part of it. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Id {
    /**
     * Whether the database gives the value: an ascending number that is never given twice. Only a key of one column of
     * type {@code int} or {@code long} that references nothing can be; other keys are always given by the program.
     */
    boolean generated() default true;
}
