package dev.aegis.scaffold;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The repository's files, as they were at the build. */
final class Template {
    private static final String ARCHIVE = "template.zip";

    private Template() {}

    /** All files, in the order of their paths. */
    static List<ProjectFile> files() {
        List<ProjectFile> files = new ArrayList<>();
        try (InputStream archive = Template.class.getResourceAsStream(ARCHIVE)) {
            if (archive == null) {
                throw new IllegalStateException(ARCHIVE + " is missing beside " + Template.class.getName());
            }
            ZipInputStream entries = new ZipInputStream(archive);
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (!entry.isDirectory()) {
                    files.add(new ProjectFile(entry.getName(), new ProjectFile.Content(entries.readAllBytes())));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + ARCHIVE, e);
        }
        files.sort(Comparator.comparing(ProjectFile::path));
        return List.copyOf(files);
    }
}
