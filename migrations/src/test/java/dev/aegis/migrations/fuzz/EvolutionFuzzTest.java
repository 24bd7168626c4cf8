package dev.aegis.migrations.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.DatabaseEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

    static Stream<Path> corpus() throws Exception {
        Path directory = Path.of(Objects.requireNonNull(EvolutionFuzzTest.class.getResource("/fuzz-corpus"))
                .toURI());
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList().stream();
        }
    }

    /** What failed once. */
    @ParameterizedTest
    @MethodSource("corpus")
    void pastFailuresStayAway(Path file) throws Exception {
        FuzzSequence sequence = Sequences.parse(Files.readString(file));

        try (FuzzRun run = new FuzzRun(new FuzzFigures(), EnumSet.allOf(DatabaseEngine.class))) {
            assertThat(run.playOften(sequence).map(Violation::toString)).isEmpty();
        }
    }
}
