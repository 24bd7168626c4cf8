package dev.aegis.db.testing;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Counts the tests per engine, so that nobody takes a build for tested on both when it was on one. Prints a line, and
 * writes {@code target/database-tests/<module>-<process id>.properties}, when the session ends: a JVM that is handed its
 * classes one by one has a test plan for each of them.
 *
 * <p>The file has {@code module=}, and for each engine that had tests, by its {@link TestEngine#label()}:
 * {@code sqlite.passed=}, {@code sqlite.failed=}, {@code sqlite.skipped=}, {@code sqlite.server=}. A class that could
 * not be started on an engine counts as one failure. Several JVMs of one build write several files; whoever adds them
 * up removes those of earlier builds first.
 *
 * <p>Public for JUnit, which finds it by {@code META-INF/services}; not for anybody else.
 */
public final class EngineCountListener implements LauncherSessionListener, TestExecutionListener {

    private final Path module;
    private final PrintStream out;
    private final Map<TestEngine, EngineCount> counts = new EnumMap<>(TestEngine.class);
    private volatile @Nullable TestPlan plan;

    /** Writes below the directory that the tests run in, which is that of their module. */
    public EngineCountListener() {
        this(Path.of(System.getProperty("basedir", System.getProperty("user.dir"))), System.out);
    }

    EngineCountListener(Path module, PrintStream out) {
        this.out = out;
        this.module = module.toAbsolutePath().normalize();
        for (TestEngine engine : TestEngine.values()) {
            counts.put(engine, new EngineCount());
        }
    }

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        session.getLauncher().registerTestExecutionListeners(this);
    }

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = started;
    }

    /** A container counts when it fails: its tests did not run. */
    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest() || result.getStatus() == TestExecutionResult.Status.FAILED) {
            engineOf(test).ifPresent(engine -> countOf(engine).add(result.getStatus()));
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        engineOf(test).ifPresent(engine -> countOf(engine).addSkipped(testsIn(test)));
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        Map<TestEngine, EngineCount> ran = counts.entrySet().stream()
                .filter(count -> count.getValue().isAny())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, () -> new EnumMap<>(TestEngine.class)));
        if (!ran.isEmpty()) {
            out.println(line(ran));
            write(ran);
        }
    }

    private static String line(Map<TestEngine, EngineCount> ran) {
        return ran.entrySet().stream()
                .map(count -> count.getKey().label() + " " + count.getValue()
                        + (count.getKey() == TestEngine.POSTGRESQL
                                ? ServerDescriptions.of(TestEngine.POSTGRESQL)
                                        .map(" (%s)"::formatted)
                                        .orElse("")
                                : ""))
                .collect(Collectors.joining("; ", "Database tests: ", ""));
    }

    private void write(Map<TestEngine, EngineCount> ran) {
        Path target = module.resolve("target");
        if (!Files.isDirectory(target)) {
            return; // not a Maven build
        }
        StringBuilder text = new StringBuilder("module=" + module.getFileName() + "\n");
        ran.forEach((engine, count) -> {
            text.append("%s.passed=%d\n".formatted(engine.label(), count.passed()));
            text.append("%s.failed=%d\n".formatted(engine.label(), count.failed()));
            text.append("%s.skipped=%d\n".formatted(engine.label(), count.skipped()));
            ServerDescriptions.of(engine)
                    .ifPresent(server -> text.append("%s.server=%s\n".formatted(engine.label(), server)));
        });
        try {
            Path directory = Files.createDirectories(target.resolve("database-tests"));
            String name = module.getFileName() + "-" + ProcessHandle.current().pid() + ".properties";
            Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            System.err.println("Database tests: the count could not be written: " + e);
        }
    }

    private EngineCount countOf(TestEngine engine) {
        return counts.computeIfAbsent(engine, key -> new EngineCount());
    }

    private int testsIn(TestIdentifier test) {
        TestPlan known = plan;
        return test.isTest() || known == null
                ? 1
                : (int) known.getDescendants(test).stream()
                        .filter(TestIdentifier::isTest)
                        .count();
    }

    /** The engine that a test runs on: the test, or something around it, is an invocation of a class on one. */
    private Optional<TestEngine> engineOf(TestIdentifier test) {
        TestPlan known = plan;
        Optional<TestIdentifier> current = Optional.of(test);
        while (current.isPresent()) {
            for (TestEngine engine : TestEngine.values()) {
                if (isInvocationOn(engine, current.get())) {
                    return Optional.of(engine);
                }
            }
            current = known == null ? Optional.empty() : current.flatMap(known::getParent);
        }
        return Optional.empty();
    }

    private static boolean isInvocationOn(TestEngine engine, TestIdentifier test) {
        UniqueId.Segment segment = test.getUniqueIdObject().getLastSegment();
        return segment.getType().equals("class-template-invocation")
                && test.getDisplayName().equals(engine.displayName());
    }
}
