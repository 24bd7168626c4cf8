package dev.aegis.scaffold;

import java.util.List;

/**
 * What modules bring to a project.
 *
 * @param files without the POM of the project
 * @param pom that POM, with lines added
 * @param addedLines these lines
 * @param notes what the user should know, a line each
 */
record HostChange(List<ProjectFile> files, String pom, List<String> addedLines, List<String> notes) {
    static HostChange of(List<ProjectFile> files, PomEditor pom, List<String> notes) {
        return new HostChange(files, pom.text(), pom.addedLines(), notes);
    }

    HostChange {
        files = List.copyOf(files);
        addedLines = List.copyOf(addedLines);
        notes = List.copyOf(notes);
    }
}
