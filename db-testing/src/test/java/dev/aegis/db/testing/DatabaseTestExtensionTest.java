package dev.aegis.db.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.aegis.db.testing.DatabaseTestCases.LeakingPlace;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs the classes in {@link DatabaseTestCases} and looks at what comes of them. */
class DatabaseTestExtensionTest {

    @ParameterizedTest
    @ValueSource(classes = {DatabaseTestCases.Rollback.class, DatabaseTestCases.Fresh.class})
    void everyKindOfTestRunsOnBothEnginesAndSeesNothingOfTheOthers(Class<?> testClass) {
        EngineExecutionResults results = run(testClass);

        assertPassed(results, 12);
        assertThat(invocations(results)).containsExactly("[sqlite]", "[postgresql]");
    }

    @ParameterizedTest
    @ValueSource(classes = {DatabaseTestCases.Rollback.class, DatabaseTestCases.Fresh.class})
    void testsMayRunInParallel(Class<?> testClass) {
        EngineExecutionResults results = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(testClass))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "6")
                .configurationParameter("db", "sqlite,postgres")
                .execute();

        assertPassed(results, 12);
    }

    @Test
    void anInstancePerClassSharesNoDatabase() {
        assertPassed(run(DatabaseTestCases.PerClass.class), 4);
    }

    @ParameterizedTest
    @ValueSource(classes = {DatabaseTestCases.PerClassConstructor.class, DatabaseTestCases.BeforeAllParameter.class})
    void whatRunsOnceForAllTestsCanHaveNoDatabase(Class<?> testClass) {
        assertThat(failures(run(testClass)))
                .hasSize(1)
                .allSatisfy(failure -> assertThat(failure).hasMessageContaining("as a parameter of the test"));
    }

    @Test
    void aClassMayBeAboutOneEngine() {
        assertPassed(run(DatabaseTestCases.SqliteOnly.class), 1);
    }

    @Test
    void aClassDoesNotRunIfItsEngineIsNotChosen() {
        EngineExecutionResults results = run(DatabaseTestCases.SqliteOnly.class, "postgres");

        results.testEvents().assertStatistics(stats -> stats.started(0));
        results.containerEvents().assertStatistics(stats -> stats.failed(0));
    }

    @Test
    void aNestedClassMayBeIsolatedDifferently() {
        assertPassed(run(DatabaseTestCases.FreshInsideRollback.class), 4);
    }

    @Test
    void theAnnotationMayBeComposed() {
        assertPassed(run(DatabaseTestCases.Composed.class), 2);
    }

    @Test
    void enginesAreChosenByName() {
        assertThat(invocations(run(DatabaseTestCases.Rollback.class, "postgresql")))
                .containsExactly("[postgresql]");
    }

    @Test
    void anUnknownEngineFailsTheClass() {
        EngineExecutionResults results = run(DatabaseTestCases.Rollback.class, "sqlite,oracle");

        assertThat(failures(results))
                .singleElement()
                .satisfies(failure -> assertThat(failure).hasMessageContainingAll("-Ddb=oracle", "sqlite, postgres"));
        results.testEvents().assertStatistics(stats -> stats.started(0));
    }

    @ParameterizedTest
    @ValueSource(classes = {DatabaseTestCases.Leaking.class, DatabaseTestCases.LeakingFresh.class})
    void aLeakedConnectionFailsTheTestAndNamesThePlace(Class<?> testClass) {
        assertThat(failures(run(testClass)))
                .hasSize(2)
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContainingAll("was not closed", LeakingPlace.class.getName() + ".open")
                        .hasRootCauseMessage("The connection was opened here"));
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                DatabaseTestCases.LeavingATransactionOpen.class,
                DatabaseTestCases.LeavingATransactionOpenFresh.class
            })
    void aTransactionLeftOpenFailsTheTestAndNamesThePlace(Class<?> testClass) {
        assertThat(failures(run(testClass)))
                .hasSize(2)
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining("A transaction was left open")
                        .hasMessageMatching("(?s).*begun at \\S+LeakingPlace\\.beginTransaction.*"
                                + "opened at \\S+LeakingPlace\\.beginTransaction.*"));
    }

    @Test
    void aMethodMayOverrideWhatTheClassSays() {
        EngineExecutionResults results = run(DatabaseTestCases.Overridden.class);

        assertThat(failures(results)).isEmpty();
        results.testEvents().assertStatistics(stats -> stats.succeeded(9).skipped(1));
    }

    @Test
    void aMethodCannotOverrideWithTwoValues() {
        assertThat(failures(run(DatabaseTestCases.OverriddenTwice.class)))
                .hasSize(2)
                .allSatisfy(failure -> assertThat(allMessages(failure)).contains("isolation", "at most one"));
    }

    @Test
    void everyTestDrawsTheSameNumbers() {
        assertPassed(run(DatabaseTestCases.DrawingNumbers.class), 6);
    }

    @Test
    void whatWasWrittenByTheUrlIsNotSeenByTheNextTest() {
        EngineExecutionResults results = run(DatabaseTestCases.WritingByUrl.class, "postgres");

        assertPassed(results, 2);
    }

    @Test
    void aFailingPreparationFailsEveryClassButIsTriedOncePerEngine() {
        List<Throwable> failures = failures(
                run(DatabaseTestCases.FailingPreparation.class, DatabaseTestCases.FailingPreparationAgain.class));

        assertThat(failures)
                .hasSize(4)
                .allSatisfy(failure -> assertThat(failure)
                        .hasMessageContainingAll(
                                "Preparing the", DatabaseTestCases.Failing.class.getName(), "nonsense"));
        assertThat(DatabaseTestCases.Failing.RUNS).hasValue(2);
    }

    @Test
    void aPreparationMustCloseItsConnections() {
        assertThat(failures(run(DatabaseTestCases.WithLeakingPreparation.class)))
                .hasSize(2)
                .allSatisfy(failure ->
                        assertThat(failure).hasMessageContainingAll("was not closed", LeakingPlace.class.getName()));
    }

    @Test
    void aPreparationNeedsAConstructorWithoutParameters() {
        assertThat(failures(run(DatabaseTestCases.WithPreparationThatNeedsAnArgument.class)))
                .hasSize(2)
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOf(ExtensionConfigurationException.class)
                        .hasMessageContainingAll("NeedsArgument", "constructor without parameters"));
    }

    @Test
    void aFingerprintIsPreparedOncePerEngine() {
        assertPassed(run(DatabaseTestCases.PreparedOnce.class), 6);
        assertThat(DatabaseTestCases.Counted.RUNS).hasValue(2);
    }

    @Test
    void undoingWhatAnotherConnectionHasCommittedFailsTheTest() {
        assertThat(failures(run(DatabaseTestCases.RollbackOverACommit.class)))
                .hasSize(2)
                .allSatisfy(failure -> assertThat(failure)
                        .hasMessageContainingAll("another connection had committed", "Isolation.FRESH"));
    }

    @Test
    void undoingACommitThatItsFirstWordDoesNotTellFailsTheTest() {
        assertThat(failures(run(DatabaseTestCases.RollbackOverADisguisedCommit.class)))
                .hasSize(4)
                .allSatisfy(failure -> assertThat(failure)
                        .hasMessageContainingAll("another connection had committed", "Isolation.FRESH"));
    }

    @Test
    void undoingWhatOthersHaveReadFailsNothing() {
        assertPassed(run(DatabaseTestCases.RollbackOverReading.class), 12);
    }

    @Test
    void aViolationThatCannotBeUndoneFailsTheTest() {
        assertThat(failures(run(DatabaseTestCases.ViolationWhileRowsAreRead.class)))
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .hasMessageContainingAll("could not be undone while rows of another one", "Isolation.FRESH"));
    }

    @Test
    void rowsThatThePreparationLeftWithoutTheirParentsHinderNoCommit() {
        assertPassed(run(DatabaseTestCases.StartingWithOrphans.class), 1);
    }

    @Test
    void settingsOfATestDoNotReachTheNext() {
        assertThat(failures(run(DatabaseTestCases.LeavingSettings.class))).isEmpty();
    }

    @Test
    void endingTheTransactionOfATestFailsItAndHarmsNoOther() {
        EngineExecutionResults results = run(DatabaseTestCases.CommitInAScript.class);

        assertThat(failures(results))
                .hasSize(2)
                .allSatisfy(failure -> assertThat(allMessages(failure)).contains("Isolation.FRESH"));
        results.testEvents().assertStatistics(stats -> stats.succeeded(2));
    }

    private static EngineExecutionResults run(Class<?>... testClasses) {
        return run("sqlite,postgres", testClasses);
    }

    private static EngineExecutionResults run(Class<?> testClass, String engines) {
        return run(engines, testClass);
    }

    private static EngineExecutionResults run(String engines, Class<?>... testClasses) {
        EngineTestKit.Builder kit = EngineTestKit.engine("junit-jupiter").configurationParameter("db", engines);
        for (Class<?> testClass : testClasses) {
            kit.selectors(selectClass(testClass));
        }
        return kit.execute();
    }

    private static void assertPassed(EngineExecutionResults results, int tests) {
        assertThat(failures(results)).isEmpty();
        results.testEvents().assertStatistics(stats -> stats.started(tests).succeeded(tests));
    }

    private static List<Throwable> failures(EngineExecutionResults results) {
        return results.allEvents()
                .failed()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow())
                .toList();
    }

    private static List<String> invocations(EngineExecutionResults results) {
        return results.containerEvents()
                .started()
                .filter(event -> event.getTestDescriptor()
                        .getUniqueId()
                        .getLastSegment()
                        .getType()
                        .equals("class-template-invocation"))
                .map(Event::getTestDescriptor)
                .map(descriptor -> descriptor.getDisplayName())
                .toList();
    }

    private static String allMessages(Throwable failure) {
        StringBuilder messages = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            messages.append(cause.getMessage());
            for (Throwable suppressed : cause.getSuppressed()) {
                messages.append(suppressed.getMessage());
            }
        }
        return messages.toString();
    }
}
