package dev.aegis.migrations.fuzz;

import dev.aegis.db.DatabaseEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Plays the files of a directory: what is still wrong with them. */
final class CorpusMain {
    private CorpusMain() {}

    /**
     * Plays all of them.
     *
     * @param args the directory
     */
    public static void main(String[] args) throws Exception {
        List<Path> files;
        try (Stream<Path> list = Files.list(Path.of(args[0]))) {
            files = list.sorted().toList();
        }
        FuzzFigures figures = new FuzzFigures();
        try (FuzzRun run = new FuzzRun(figures, EnumSet.allOf(DatabaseEngine.class))) {
            for (Path file : files) {
                Optional<Violation> violation = run.play(Sequences.parse(Files.readString(file)));
                System.out.println(file.getFileName() + ": "
                        + violation
                                .map(v -> v.kind() + " (step " + v.step() + "): " + v.detail())
                                .orElse("ok"));
            }
        }
        System.out.print(figures);
        System.exit(0);
    }
}
