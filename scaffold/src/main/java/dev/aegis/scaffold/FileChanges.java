package dev.aegis.scaffold;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes files into a directory that has others: all of them, or none.
 *
 * <p>A file that is there keeps its permissions, its owner, and the symbolic link that leads to it: only its content
 * becomes another one.
 */
final class FileChanges {
    private final Path root;
    private final Cleanup cleanup;
    /** What takes back the last change comes first. */
    private final Deque<Undo> undo = new ArrayDeque<>();

    /** @param path what is put right by it */
    private record Undo(Path path, Action action) {}

    @FunctionalInterface
    private interface Action {
        void run() throws IOException;
    }

    /** Removes a directory and what is in it. */
    @FunctionalInterface
    interface Cleanup {
        void remove(Path directory) throws IOException;
    }

    private FileChanges(Path root, Cleanup cleanup) {
        this.root = root;
        this.cleanup = cleanup;
    }

    /**
     * Writes them.
     *
     * @return what could not be cleaned up after all was written, as a line for the user
     * @throws ScaffoldException if one cannot be written; all is as before then, or the message says what is not
     */
    static Optional<String> write(Path root, List<ProjectFile> files) {
        return write(root, files, ProjectDirectory::delete);
    }

    static Optional<String> write(Path root, List<ProjectFile> files, Cleanup cleanup) {
        return new FileChanges(root, cleanup).write(files);
    }

    private Optional<String> write(List<ProjectFile> files) {
        Path staging;
        try {
            staging = Files.createTempDirectory(root, ".aegis-add-");
        } catch (IOException e) {
            throw failed(e, "nothing was changed");
        }
        try {
            for (ProjectFile file : files) {
                ProjectDirectory.write(staging.resolve("new"), file);
            }
            for (ProjectFile file : files) {
                put(staging, file.path());
            }
        } catch (IOException e) {
            throw failed(e, takenBack(staging));
        } catch (RuntimeException | Error e) {
            e.addSuppressed(new ScaffoldException(takenBack(staging)));
            throw e;
        }
        return removed(staging);
    }

    private void put(Path staging, String path) throws IOException {
        Path target = root.resolve(path);
        Path prepared = staging.resolve("new").resolve(path);
        makeDirectory(target.getParent());
        if (Files.exists(target)) {
            Path old = staging.resolve("old").resolve(path);
            Files.createDirectories(old.getParent());
            Files.copy(target, old);
            undo.push(new Undo(target, () -> Files.write(target, Files.readAllBytes(old))));
            Files.write(target, Files.readAllBytes(prepared));
        } else {
            Files.move(prepared, target);
            undo.push(new Undo(target, () -> Files.delete(target)));
        }
    }

    private void makeDirectory(@Nullable Path directory) throws IOException {
        if (directory != null && !Files.isDirectory(directory)) {
            makeDirectory(directory.getParent());
            Files.createDirectory(directory);
            undo.push(new Undo(directory, () -> Files.delete(directory)));
        }
    }

    /** Takes back what was done, as far as that is possible; says what came of it. */
    private String takenBack(Path staging) {
        List<String> remaining = new ArrayList<>();
        while (!undo.isEmpty()) {
            Undo last = undo.pop();
            try {
                last.action().run();
            } catch (IOException e) {
                remaining.add(last.path() + " (" + ProjectDirectory.reason(e) + ")");
            }
        }
        if (remaining.isEmpty()) {
            return "nothing was changed"
                    + removed(staging).map(note -> "; " + note).orElse("");
        }
        String where = Files.exists(staging.resolve("old"))
                ? "; the files as they were are in " + staging.resolve("old") + ": put them back, and remove " + staging
                : "; remove that, and " + staging;
        return "these could not be put back as they were: " + String.join(", ", remaining) + where;
    }

    private Optional<String> removed(Path staging) {
        try {
            cleanup.remove(staging);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(staging + " could not be removed (" + ProjectDirectory.reason(e) + "); remove it");
        }
    }

    private ScaffoldException failed(IOException e, String outcome) {
        return new ScaffoldException(
                "cannot write into " + root + ": " + ProjectDirectory.reason(e) + "; " + outcome, e);
    }
}
