package dev.aegis.migrations.fuzz;

import dev.aegis.db.DatabaseEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** A round of random sequences. Also a program: {@code EvolutionFuzz 2000 [seed]}. */
final class EvolutionFuzz {
    static final int MOST_STEPS = 10;
    private static final int PROGRESS = 50;
    private static final int THREADS = Integer.getInteger("aegis.fuzz.threads", 2);

    private final FuzzFigures figures = new FuzzFigures();
    private final Map<String, String> failures = new LinkedHashMap<>();
    private final AtomicLong next = new AtomicLong();
    private final List<Long> seeds;
    private final long end;
    private final boolean reduced;

    private EvolutionFuzz(List<Long> seeds, Duration limit) {
        this.seeds = seeds;
        end = System.nanoTime() + limit.toNanos();
        reduced = !Boolean.getBoolean("aegis.fuzz.unreduced");
    }

    /**
     * Plays sequences until all are played or the time is up.
     *
     * @return the failures, reduced; one of each kind
     */
    static List<String> play(List<Long> seeds, Duration limit) throws InterruptedException, ExecutionException {
        EvolutionFuzz fuzz = new EvolutionFuzz(seeds, limit);
        long start = System.nanoTime();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Void>> workers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                workers.add(threads.submit((Callable<Void>) fuzz::work));
            }
            for (Future<Void> worker : workers) {
                worker.get();
            }
        } finally {
            threads.shutdownNow();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "Evolutions: %d sequences in %.1f s (%.2f a second)%n%s",
                fuzz.figures.of("sequences"), seconds, fuzz.figures.of("sequences") / seconds, fuzz.figures);
        return List.copyOf(fuzz.failures.values());
    }

    /** Seeds that follow from one. */
    static List<Long> seeds(long first, int count) {
        List<Long> seeds = new ArrayList<>();
        Random random = new Random(first);
        seeds.add(first);
        while (seeds.size() < count) {
            seeds.add(random.nextLong());
        }
        return seeds;
    }

    private Void work() throws IOException, SQLException {
        try (FuzzRun run = new FuzzRun(figures, EnumSet.allOf(DatabaseEngine.class));
                FuzzRun reducing = new FuzzRun(new FuzzFigures(), EnumSet.allOf(DatabaseEngine.class))) {
            while (System.nanoTime() < end) {
                long index = next.getAndIncrement();
                if (index >= seeds.size()) {
                    return null;
                }
                play(run, reducing, seeds.get((int) index));
            }
        }
        return null;
    }

    private void play(FuzzRun run, FuzzRun reducing, long seed) throws IOException, SQLException {
        FuzzSequence sequence = RandomModels.sequence(seed, MOST_STEPS);
        Optional<Violation> violation = run.play(sequence);
        figures.count("sequences");
        int played = figures.of("sequences");
        if (played % PROGRESS == 0) {
            System.out.printf("%d sequences, %d violations%n", played, figures.of("violations"));
        }
        if (violation.isEmpty()) {
            return;
        }
        figures.count("violations");
        String signature = Reducer.signature(violation.get(), sequence);
        figures.count("violation: " + signature);
        synchronized (failures) {
            if (failures.putIfAbsent(signature, "being reduced") != null) {
                return;
            }
        }
        FuzzSequence smallest = reduced ? Reducer.reduce(reducing, sequence, violation.get()) : sequence;
        String text = text(reducing, smallest, seed);
        synchronized (failures) {
            failures.put(signature, text);
        }
        System.out.println(text);
        save(smallest, signature);
    }

    /** For the corpus. */
    private static void save(FuzzSequence sequence, String signature) throws IOException {
        String directory = System.getProperty("aegis.fuzz.found");
        if (directory != null) {
            Path file = Path.of(directory, "%08x.sql".formatted(signature.hashCode()));
            Files.createDirectories(file.getParent());
            Files.writeString(file, "-- " + signature.replaceAll("\\s+", " ") + "\n" + Sequences.text(sequence));
        }
    }

    static String text(FuzzRun run, FuzzSequence reduced, long seed) throws IOException, SQLException {
        Violation violation = run.play(reduced).orElseThrow();
        return "=== seed %d: %s (step %d)%n%s%n%s%n--- the last file%n%s%n"
                .formatted(
                        seed,
                        violation.kind(),
                        violation.step(),
                        violation.detail(),
                        Sequences.text(reduced),
                        run.lastFile());
    }

    /**
     * Plays a round.
     *
     * @param args how many, the first seed, the most minutes
     */
    public static void main(String[] args) throws Exception {
        long first = args.length > 1 ? Long.parseLong(args[1]) : new Random().nextLong();
        System.out.println("Evolutions from seed " + first);
        Duration limit = Duration.ofMinutes(args.length > 2 ? Long.parseLong(args[2]) : 60);
        List<String> failures = play(seeds(first, Integer.parseInt(args[0])), limit);
        System.out.println(failures.size() + " kinds of violations");
        System.exit(failures.isEmpty() ? 0 : 1);
    }
}
