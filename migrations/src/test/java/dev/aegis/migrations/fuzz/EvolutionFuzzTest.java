package dev.aegis.migrations.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.DatabaseEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Random evolutions of models lose no value, on both engines. {@code -Daegis.fuzz.sequences=2000} plays that many,
 * {@code -Daegis.fuzz.seed=…} begins with this one.
 */
class EvolutionFuzzTest {
    private static final String SEED = "aegis.fuzz.seed";
    private static final String SEQUENCES = "aegis.fuzz.sequences";

    @Test
    @EnabledIfSystemProperty(named = SEQUENCES, matches = "[0-9]+")
    void freshSequencesKeepTheirPromises() throws Exception {
        long seed = Objects.requireNonNullElseGet(Long.getLong(SEED), () -> new Random().nextLong());
        System.out.println("Evolutions: -D" + SEED + "=" + seed);

        assertThat(EvolutionFuzz.play(EvolutionFuzz.seeds(seed, Integer.getInteger(SEQUENCES, 0)), Duration.ofHours(2)))
                .isEmpty();
    }

    /** What failed once. */
    @TestFactory
    Stream<DynamicTest> pastFailuresStayAway() throws Exception {
        Path directory = Path.of(Objects.requireNonNull(EvolutionFuzzTest.class.getResource("/fuzz-corpus"))
                .toURI());
        FuzzRun run = new FuzzRun(new FuzzFigures(), EnumSet.allOf(DatabaseEngine.class));
        List<Path> files;
        try (Stream<Path> found = Files.list(directory)) {
            files = found.sorted().toList();
        }
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(String.valueOf(file.getFileName()), () -> play(run, file)))
                .onClose(() -> close(run));
    }

    private static void play(FuzzRun run, Path file) throws IOException, SQLException {
        assertThat(run.playOften(Sequences.parse(Files.readString(file))).map(Violation::toString))
                .isEmpty();
    }

    private static void close(FuzzRun run) {
        try {
            run.close();
        } catch (IOException | SQLException e) {
            throw new AssertionError(e);
        }
    }
}
