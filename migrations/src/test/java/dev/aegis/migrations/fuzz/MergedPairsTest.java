package dev.aegis.migrations.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.migrations.generate.GeneratorAccess;
import dev.aegis.migrations.generate.GeneratorAccess.Change;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Of each pair of changes that were made on two branches, the second is applied with its effect and that of the first, or
 * refused before anything changed. {@code -Daegis.merge.pairs=1600} plays all pairs, {@code -Daegis.merge.seed=…} those
 * that a seed chooses.
 */
class MergedPairsTest {
    private static final int CHANGES = 40;
    private static final String PAIRS = "aegis.merge.pairs";
    private static final String SEED = "aegis.merge.seed";

    private record Pair(Change first, Change second) {}

    @Test
    void neitherBranchLosesWhatTheOtherDid() throws Exception {
        long seed = Long.getLong(SEED, 1);
        int count = Integer.getInteger(PAIRS, 12);
        List<Pair> pairs = pairs();
        Collections.shuffle(pairs, new Random(seed));
        FuzzFigures figures = new FuzzFigures();
        List<String> wrong = new ArrayList<>();

        try (MergedBranches branches = new MergedBranches(figures, EnumSet.allOf(DatabaseEngine.class))) {
            for (Pair pair : pairs.subList(0, Math.min(count, pairs.size()))) {
                wrong.addAll(branches.merge(pair.first(), pair.second(), true));
                wrong.addAll(branches.merge(pair.first(), pair.second(), false));
            }
        }

        System.out.printf("Merges, -D%s=%d:%n%s", SEED, seed, figures);
        assertThat(wrong).as("with -D%s=%d", SEED, seed).isEmpty();
    }

    /** Two of three changes: what is left out is like another. */
    private static List<Pair> pairs() {
        List<Change> all = GeneratorAccess.changes();
        List<Change> changes = IntStream.range(0, all.size())
                .filter(index -> index % 3 != 2)
                .mapToObj(all::get)
                .limit(CHANGES)
                .toList();
        List<Pair> pairs = new ArrayList<>();
        for (Change first : changes) {
            for (Change second : changes) {
                pairs.add(new Pair(first, second));
            }
        }
        return pairs;
    }
}
