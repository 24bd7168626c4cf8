package dev.aegis.scaffold;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes files into a directory that has others: all of them, or none. */
final class FileChanges {
    private final Path root;
    /** What takes back the last change comes first. */
    private final Deque<Undo> undo = new ArrayDeque<>();

    @FunctionalInterface
    private interface Undo {
        void run() throws IOException;
    }

    private FileChanges(Path root) {
        this.root = root;
    }

    /** @throws ScaffoldException if one cannot be written; all is as before then */
    static void write(Path root, List<ProjectFile> files) {
        new FileChanges(root).write(files);
    }

    private void write(List<ProjectFile> files) {
        try {
            Path staging = Files.createTempDirectory(root, ".aegis-add-");
            try {
                for (ProjectFile file : files) {
                    ProjectDirectory.write(staging.resolve("new"), file);
                }
                for (ProjectFile file : files) {
                    put(staging, file.path());
                }
                undo.clear();
            } finally {
                takeBack();
                ProjectDirectory.delete(staging);
            }
        } catch (IOException e) {
            throw new ScaffoldException(
                    "cannot write into " + root + ": " + ProjectDirectory.reason(e) + "; nothing was changed", e);
        }
    }

    private void put(Path staging, String path) throws IOException {
        Path target = root.resolve(path);
        makeDirectory(target.getParent());
        if (Files.exists(target)) {
            Path old = staging.resolve("old").resolve(path);
            Files.createDirectories(old.getParent());
            Files.move(target, old);
            undo.push(() -> Files.move(old, target));
        }
        Files.move(staging.resolve("new").resolve(path), target);
        undo.push(() -> Files.delete(target));
    }

    private void makeDirectory(@Nullable Path directory) throws IOException {
        if (directory != null && !Files.isDirectory(directory)) {
            makeDirectory(directory.getParent());
            Files.createDirectory(directory);
            undo.push(() -> Files.delete(directory));
        }
    }

    private void takeBack() throws IOException {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
    }
}
