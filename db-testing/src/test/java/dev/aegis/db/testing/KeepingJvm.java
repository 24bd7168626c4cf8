package dev.aegis.db.testing;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.platform.testkit.engine.EngineTestKit;

/** A program that runs tests, some of which fail, and is to keep their databases. */
final class KeepingJvm {

    private KeepingJvm() {}

    public static void main(String[] arguments) {
        EngineTestKit.engine("junit-jupiter")
                .configurationParameter("db.keep", "failed")
                .selectors(
                        selectClass(DatabaseTestCases.FailingWithRows.class),
                        selectClass(DatabaseTestCases.FailingWithRowsFresh.class))
                .execute();
    }
}
