package dev.aegis.migrations.lint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Where a manifest stands on the class path. */
final class ManifestFile {
    private final String path;

    private ManifestFile(String path) {
        this.path = path;
    }

    static ManifestFile onClassPath(String path) {
        return new ManifestFile(path);
    }

    /** The manifest; one without releases if there is no file. */
    ReleaseManifest read() {
        ClassLoader classLoader = ManifestFile.class.getClassLoader();
        try (InputStream stream = classLoader.getResourceAsStream(path)) {
            return stream == null
                    ? ReleaseManifest.empty()
                    : ReleaseManifest.parse(path, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new LintException(path + ": cannot be read; check the jar or the directory that holds it", e);
        }
    }
}
