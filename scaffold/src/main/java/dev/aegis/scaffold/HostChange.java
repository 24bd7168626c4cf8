package dev.aegis.scaffold;

import java.util.List;

/**
 * What modules bring to a project.
 *
 * @param files without the POM of the project
 * @param pom that POM, with lines added
 * @param notes what the user should know, a line each
 */
record HostChange(List<ProjectFile> files, String pom, List<String> notes) {
    HostChange {
        files = List.copyOf(files);
        notes = List.copyOf(notes);
    }
}
