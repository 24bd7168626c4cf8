package dev.aegis.scaffold;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** {@code .aegis.yaml}: where a project came from, and what its files were, so that an update can tell who changed them. */
final class ProjectRecord {
    static final String FILE = ".aegis.yaml";

    private ProjectRecord() {}

    static ProjectFile of(NewProject project, String version, List<ProjectFile> files) {
        ProjectNames names = project.names();
        StringBuilder yaml = new StringBuilder();
        yaml.append(
                        "# What 'aegis init' made, and the SHA-256 of each file as it was then. Keep it under version control.\n")
                .append("version: \"")
                .append(version)
                .append("\"\n")
                .append("project: ")
                .append(names.project())
                .append('\n')
                .append("package: ")
                .append(names.basePackage())
                .append('\n')
                .append("group: ")
                .append(names.group())
                .append('\n')
                .append("components: \"")
                .append(project.components())
                .append("\"\n")
                .append("example: ")
                .append(project.example())
                .append('\n')
                .append("files:\n");
        for (ProjectFile file : files) {
            yaml.append("  ")
                    .append(file.path())
                    .append(": ")
                    .append(hash(file))
                    .append('\n');
        }
        return ProjectFile.of(FILE, yaml.toString());
    }

    static String hash(ProjectFile file) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(file.content().bytes());
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
