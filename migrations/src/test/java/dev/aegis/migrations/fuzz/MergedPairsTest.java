package dev.aegis.migrations.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.migrations.fuzz.MergedBranches.Merge;
import dev.aegis.migrations.generate.GeneratorAccess;
import dev.aegis.migrations.generate.GeneratorAccess.Change;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Of each pair of changes that were made on two branches, the second is applied with its effect and that of the first, or
 * refused before anything changed. {@code -Daegis.merge.changes=40} plays each pair of 40 changes in both orders, 3,200
 * merges on each engine; there are 61. {@code -Daegis.merge.seed=…} plays those that a seed chooses.
 */
@Tag("exhaustive")
class MergedPairsTest {
    private static final String CHANGES = "aegis.merge.changes";
    private static final String SEED = "aegis.merge.seed";

    @Test
    void neitherBranchLosesWhatTheOtherDid() throws Exception {
        long seed = Long.getLong(SEED, 1);
        FuzzFigures figures = new FuzzFigures();
        List<String> wrong = new ArrayList<>();

        try (MergedBranches branches = new MergedBranches(figures, EnumSet.allOf(DatabaseEngine.class))) {
            for (Merge merge : merges(Integer.getInteger(CHANGES, 4), new Random(seed))) {
                wrong.addAll(branches.merge(merge));
            }
        }

        System.out.printf("Merges, -D%s=%d:%n%s", SEED, seed, figures);
        assertThat(wrong).as("with -D%s=%d", SEED, seed).isEmpty();
    }

    /** Those that begin alike follow one another. */
    private static List<Merge> merges(int count, Random random) {
        List<Change> changes = new ArrayList<>(GeneratorAccess.changes());
        Collections.shuffle(changes, random);
        changes.subList(Math.min(count, changes.size()), changes.size()).clear();
        List<Merge> merges = new ArrayList<>();
        for (Change first : changes) {
            for (Change second : changes) {
                merges.add(new Merge(first, second, true));
                merges.add(new Merge(first, second, false));
            }
        }
        merges.sort(Comparator.comparing(Merge::start));
        return merges;
    }
}
