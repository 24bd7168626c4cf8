package dev.aegis.scaffold;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What adding modules would do to a project; nothing is done until {@link #write}. */
public final class Addition {
    private enum State {
        /** Not there yet. */
        NEW,
        /** There, as it will be. */
        SAME,
        /** There, as it was written before: nobody's work is lost. */
        UPDATED,
        /** There, and not of this command, or changed since. */
        CHANGED
    }

    private final Path root;
    private final Map<ProjectFile, State> files;
    private final String pomBefore;
    private final HostChange change;
    private final ProjectRecord record;

    private Addition(
            Path root, Map<ProjectFile, State> files, String pomBefore, HostChange change, ProjectRecord record) {
        this.root = root;
        this.files = files;
        this.pomBefore = pomBefore;
        this.change = change;
        this.record = record;
    }

    static Addition of(Path root, String pomBefore, HostChange change, ProjectRecord record) {
        Map<ProjectFile, State> files = new LinkedHashMap<>();
        for (ProjectFile file : change.files()) {
            files.put(file, state(root, file, record));
        }
        return new Addition(root, files, pomBefore, change, record);
    }

    private static State state(Path root, ProjectFile file, ProjectRecord record) {
        Path path = root.resolve(file.path());
        try {
            if (!Files.exists(path)) {
                if (Files.isSymbolicLink(path)) {
                    throw new ScaffoldException(path + " is a symbolic link that leads nowhere; remove it");
                }
                return State.NEW;
            }
            if (!Files.isRegularFile(path)) {
                throw new ScaffoldException(path + " is no file, and has to be one; move it away");
            }
            String present =
                    ProjectRecord.hash(new ProjectFile(file.path(), new ProjectFile.Content(Files.readAllBytes(path))));
            if (present.equals(ProjectRecord.hash(file))) {
                return State.SAME;
            }
            return present.equals(record.files().get(file.path())) ? State.UPDATED : State.CHANGED;
        } catch (IOException e) {
            throw new ScaffoldException("cannot read " + path + ": " + ProjectDirectory.reason(e), e);
        }
    }

    /** Whether all is there already. */
    public boolean isEmpty() {
        return change.pom().equals(pomBefore) && files.values().stream().allMatch(State.SAME::equals);
    }

    /** Files that are there and are not as this command wrote them; {@link #write} leaves them alone unless told. */
    public List<String> changedFiles() {
        return paths(State.CHANGED);
    }

    /** What will be done, in lines for the user. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        Map<String, Long> made = new TreeMap<>(
                paths(State.NEW).stream().collect(Collectors.groupingBy(Addition::directory, Collectors.counting())));
        made.forEach((directory, count) ->
                lines.add("new      " + directory + "  " + count + (count == 1 ? " file" : " files")));
        paths(State.UPDATED).forEach(path -> lines.add("updated  " + path));
        paths(State.CHANGED).forEach(path -> lines.add("changed  " + path + "  by you, or not made by this command"));
        List<String> added = change.addedLines();
        if (!added.isEmpty()) {
            lines.add("pom.xml  " + added.size() + (added.size() == 1 ? " line more" : " lines more"));
            added.forEach(line -> lines.add("  + " + line));
        }
        change.notes().forEach(note -> lines.add("note: " + note));
        return List.copyOf(lines);
    }

    private List<String> paths(State wanted) {
        return files.entrySet().stream()
                .filter(file -> file.getValue() == wanted)
                .map(file -> file.getKey().path())
                .toList();
    }

    /** The module, or where sources are. */
    private static String directory(String path) {
        String[] steps = path.split("/");
        int depth = path.startsWith("src/") ? Math.min(3, steps.length - 1) : 1;
        return String.join("/", List.of(steps).subList(0, depth)) + "/";
    }

    /**
     * Does it: all of it, or nothing if it fails.
     *
     * @param overwritten those of {@link #changedFiles} that become what this command makes of them
     * @return what could not be cleaned up after it was done, as a line for the user
     * @throws ScaffoldException if a file cannot be written; its message says that nothing was changed, or what was
     */
    public Optional<String> write(Set<String> overwritten) {
        List<ProjectFile> written = new ArrayList<>();
        Map<String, String> hashes = new TreeMap<>(record.files());
        files.forEach((file, state) -> {
            if (state != State.CHANGED || overwritten.contains(file.path())) {
                hashes.put(file.path(), ProjectRecord.hash(file));
                if (state != State.SAME) {
                    written.add(file);
                }
            }
        });
        if (!change.pom().equals(pomBefore)) {
            written.add(new ProjectFile(
                    HostPom.FILE, new ProjectFile.Content(change.pom().getBytes(StandardCharsets.ISO_8859_1))));
        }
        written.add(new ProjectRecord(record.facts(), hashes).file());
        return FileChanges.write(root, written);
    }
}
