package dev.aegis.db.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class EngineCountListenerTest {

    private final Path directory;

    EngineCountListenerTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void countsTestsPerEngineIntoAFileOfTheModule() throws IOException {
        Path module = Files.createDirectories(directory.resolve("some-module"));
        Files.createDirectory(module.resolve("target"));

        String line = run(module, MixedCases.class, DatabaseTestCases.FailingPreparation.class, WithoutDatabase.class);

        assertThat(line)
                .startsWith("Database tests: sqlite 2 passed, 1 failed, 2 skipped;"
                        + " postgresql 1 passed, 2 failed, 2 skipped (")
                .contains("PostgreSQL");
        assertThat(reportOf(module))
                .containsEntry("module", "some-module")
                .containsAllEntriesOf(counts("sqlite", 2, 1, 2))
                .containsAllEntriesOf(counts("postgresql", 1, 2, 2))
                .hasEntrySatisfying(
                        "postgresql.server", server -> assertThat(server).contains("PostgreSQL"));
    }

    @Test
    void writesNothingIfNoTestHadADatabase() {
        assertThat(run(directory, WithoutDatabase.class)).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void writesNothingWhereMavenDoesNotBuild() {
        assertThat(run(directory, DatabaseTestCases.SqliteOnly.class)).startsWith("Database tests: sqlite 1 passed");
        assertThat(directory).isEmptyDirectory();
    }

    /** Runs test classes, each by itself as one of several JVMs does, and gives what the listener has printed. */
    private static String run(Path module, Class<?>... testClasses) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LauncherConfig config = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .addLauncherSessionListeners(
                        new EngineCountListener(module, new PrintStream(out, true, StandardCharsets.UTF_8)))
                .build();
        try (LauncherSession session = LauncherFactory.openSession(config)) {
            for (Class<?> testClass : testClasses) {
                session.getLauncher()
                        .execute(LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(testClass))
                                .configurationParameter("db", "sqlite,postgres")
                                .forExecution()
                                .build());
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Map<String, String> reportOf(Path module) throws IOException {
        try (Stream<Path> files = Files.list(module.resolve("target/database-tests"))) {
            List<Path> reports = files.toList();
            assertThat(reports)
                    .singleElement()
                    .satisfies(report ->
                            assertThat(report.getFileName()).asString().matches("some-module-\\d+\\.properties"));
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(reports.get(0))) {
                properties.load(reader);
            }
            return properties.stringPropertyNames().stream().collect(Collectors.toMap(n -> n, properties::getProperty));
        }
    }

    private static Map<String, String> counts(String engine, int passed, int failed, int skipped) {
        return Map.of(
                engine + ".passed", Integer.toString(passed),
                engine + ".failed", Integer.toString(failed),
                engine + ".skipped", Integer.toString(skipped));
    }

    /** On either engine, one that passes, one that is aborted and one that is skipped; another fails on PostgreSQL. */
    @DatabaseTest
    static class MixedCases {

        @Test
        void passes() {}

        @Test
        void failsOnPostgres(TestDatabase test) {
            assertThat(test.engine()).isEqualTo(TestEngine.SQLITE);
        }

        @Test
        void isAborted() {
            Assumptions.abort("on purpose");
        }

        @Test
        @Disabled("to be counted as skipped")
        void isSkipped() {}
    }

    static class WithoutDatabase {

        @Test
        void passes() {}
    }
}
