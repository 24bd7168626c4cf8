package dev.aegis.db.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value that rows which exist get, when the column is new and may not be null, or may not be null any more. Rows that have
 * a value keep it. Once the migration is generated, the annotation is of no effect, and can go.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Backfill {
    /**
     * SQL that both engines take, over columns that the table has before the migration, also those that it loses, and a
     * renamed one by its new name:
     * {@code "defense"}, {@code "lower(name)"}, {@code "'none'"}, {@code "coalesce(nick, name)"}.
     */
    String value();
}
