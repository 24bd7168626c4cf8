package dev.aegis.db.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The value of a column where an INSERT gives none, and of existing rows when the column is added: a constant. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Default {
    /**
     * The value as text: {@code "iron"}, {@code "10"}, {@code "1.50"}, {@code "true"}, {@code "2026-01-31T12:00:00Z"},
     * {@code "{}"} for JSON, the name of an enum constant; for a list of strings its elements, {@code {}} for the empty
     * list.
     */
    String[] value();
}
