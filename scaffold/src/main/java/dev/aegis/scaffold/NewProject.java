package dev.aegis.scaffold;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A project to be: which components, under which names.
 *
 * @param names what it is called
 * @param components what it is made of
 * @param example with the shields, to look at and to delete
 */
public record NewProject(ProjectNames names, Components components, boolean example) {
    /** What the pages written for projects call each of them. */
    private static final String OWN_NAME = "my-project";
    /** It is that of the modules; the project may have another one. */
    private static final String LICENSE = "LICENSE";

    /**
     * Writes it into a directory of its name. All of it is there afterwards, or nothing.
     *
     * @param parent a directory that exists
     * @param version of the modules, for the record in the project
     * @return what could not be done and can do without, as a line for the user
     * @throws ScaffoldException if the directory exists and is not empty, or cannot be written
     */
    public Optional<String> write(Path parent, String version) {
        return new ProjectDirectory(parent, names.project()).write(() -> files(version));
    }

    /** Its files, in the order of their paths, without those of Git. The same request gives the same bytes. */
    List<ProjectFile> files(String version) {
        Set<Part> taken = components.parts(example);
        Renaming renaming = new Renaming(names);
        JavaFormat format = new JavaFormat();
        List<ProjectFile> files = Template.files().parallelStream()
                .filter(file -> taken.containsAll(PartRules.of(file.path())) && isWanted(file))
                .map(file -> adapted(file, taken, renaming, format))
                .toList();
        List<ProjectFile> linked = withLivingLinks(files);
        linked.add(ProjectRecord.of(this, version, linked));
        return List.copyOf(linked);
    }

    /** SQLite needs no setting. */
    private boolean isWanted(ProjectFile file) {
        return !file.path().equals(".env.defaults") || !components.sqlite();
    }

    private ProjectFile adapted(ProjectFile file, Set<Part> taken, Renaming renaming, JavaFormat format) {
        String path = file.path().equals(LICENSE) ? LICENSE + ".aegis" : renaming.path(file.path());
        return file.text()
                .map(text -> {
                    String kept = MarkedRegions.keep(taken, file.path(), text);
                    String renamed = renaming.text(file.path(), kept);
                    if (isOwn(path)) {
                        renamed = renamed.replace(OWN_NAME, names.project());
                    }
                    boolean reformat = path.endsWith(".java") && !renamed.equals(text);
                    return ProjectFile.of(path, reformat ? format.format(path, renamed) : renamed);
                })
                .orElseGet(() -> new ProjectFile(path, file.content()));
    }

    /** Written for projects, not for this repository. */
    private static boolean isOwn(String path) {
        return path.equals("README.md") || path.startsWith(".ci/");
    }

    private static List<ProjectFile> withLivingLinks(List<ProjectFile> files) {
        Set<String> paths = files.stream().map(ProjectFile::path).collect(Collectors.toSet());
        return files.stream()
                .map(file -> MarkdownPage.inProject(file, paths))
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
