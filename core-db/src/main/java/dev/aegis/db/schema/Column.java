package dev.aegis.db.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the name and the type of a component do not tell about its column. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Column {
    /** The name of the column; that of the component in snake case if empty. */
    String name() default "";

    /** The most characters of a {@code String} or an enum's name, which are 50 for an enum; 0 for any number. */
    int length() default 0;

    /** Digits of a {@code BigDecimal}, 1 to 1000. */
    int precision() default 0;

    /** Digits of a {@code BigDecimal} after the point, from 0 to {@link #precision}. */
    int scale() default 0;

    /** Whether the database refuses a text that is no constant of the enum; of no meaning for other types. */
    boolean check() default true;
}
