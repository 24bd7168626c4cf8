package dev.aegis.db.testing;

import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What happens to the database of a test that fails: with {@code -Ddb.keep=failed} it is kept, and its URL printed.
 *
 * @param test its name, for people
 * @param keep whether to keep its database if it fails
 * @param failed whether it has failed already
 */
record FailedTest(String test, boolean keep, boolean failed) {

    private static final String PROPERTY = "db.keep";

    /** Nobody asks for the database of a test that did not even begin. */
    static final FailedTest NONE = new FailedTest("", false, false);

    static FailedTest of(ExtensionContext context) {
        return new FailedTest(
                context.getRequiredTestClass().getName() + " > " + context.getDisplayName(),
                context.getConfigurationParameter(PROPERTY)
                        .filter("failed"::equals)
                        .isPresent(),
                context.getExecutionException().isPresent());
    }

    /** Whether to keep the database, now that it is known whether the test leaves something open. */
    boolean keepsDatabase(boolean failsNow) {
        return keep && (failed || failsNow);
    }

    void report(TestEngine engine, String whereKept) {
        System.out.println("Database of the failed test %s [%s]: %s".formatted(test, engine.label(), whereKept));
    }
}
