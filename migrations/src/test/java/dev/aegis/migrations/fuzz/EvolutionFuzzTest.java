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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Random evolutions of models lose no value, on both engines. {@code -Daegis.fuzz.sequences=2000} plays that many fresh ones,
 * {@code -Daegis.fuzz.seed=…} begins with this one.
 */
@Tag("exhaustive")
class EvolutionFuzzTest {
    private static final String SEED = "aegis.fuzz.seed";
    private static final int FIXED = 3;
    private static final String SEQUENCES = "aegis.fuzz.sequences";

    /** The same ones in every build, which must not fail by chance; as many fresh ones as are asked for. */
    @Test
    void sequencesKeepTheirPromises() throws Exception {
        int fresh = Integer.getInteger(SEQUENCES, 0);
        long seed = Objects.requireNonNullElseGet(Long.getLong(SEED), () -> new Random().nextLong());
        List<Long> seeds = fresh == 0 ? EvolutionFuzz.seeds(1, FIXED) : EvolutionFuzz.seeds(seed, fresh);
        System.out.println("Evolutions: " + (fresh == 0 ? "fixed" : "-D" + SEED + "=" + seed));

        assertThat(EvolutionFuzz.play(seeds, Duration.ofHours(6)))
                .as("with -D%s=%d -D%s=%d", SEQUENCES, fresh, SEED, seed)
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
        assertThat(run.play(Sequences.parse(Files.readString(file))).map(Violation::toString))
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
