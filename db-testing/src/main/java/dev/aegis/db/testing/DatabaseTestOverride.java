package dev.aegis.db.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What is different about one test of a class that is a {@link DatabaseTest}. What is not given is as the class says.
 *
 * <pre>{@code
 * @Test
 * @DatabaseTestOverride(isolation = Isolation.FRESH)
 * void twoWritersDoNotBlockEachOther(TestDatabase test) { … }
 * }</pre>
 *
 * <p>For test methods of any kind; may be used as a meta-annotation. It has no effect outside of a
 * {@link DatabaseTest}. Several tests that differ in the same way are better off in a {@code @Nested} class.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface DatabaseTestOverride {

    /** What the database contains at the start; at most one. */
    Class<? extends DatabasePreparation>[] prepare() default {};

    /** How the test is kept apart from others; at most one. */
    Isolation[] isolation() default {};

    /** The engines that the test is about, of those of the class; on the others it is skipped. */
    TestEngine[] engines() default {};
}
