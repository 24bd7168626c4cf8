package dev.aegis.migrations.lint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a manifest stands: on the class path, to be read; or in a directory, to be written too. */
abstract class ManifestFile {

    static ManifestFile onClassPath(String path) {
        return new OnClassPath(path);
    }

    static ManifestFile at(Path path) {
        return new InDirectory(path);
    }

    /** The manifest; one without releases if there is no file. */
    abstract ReleaseManifest read();

    abstract void write(String text);

    private static final class OnClassPath extends ManifestFile {
        private final String path;

        OnClassPath(String path) {
            this.path = path;
        }

        @Override
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

        @Override
        void write(String text) {
            throw new UnsupportedOperationException("A manifest on the class path cannot be written: " + path);
        }
    }

    private static final class InDirectory extends ManifestFile {
        private final Path path;

        InDirectory(Path path) {
            this.path = path;
        }

        @Override
        ReleaseManifest read() {
            Path directory = path.toAbsolutePath().getParent();
            if (directory == null || !Files.isDirectory(directory)) {
                throw new LintException(
                        path + ": there is no such directory; run in the root of the repository, or name"
                                + " the file beside the changelog");
            }
            try {
                return Files.exists(path)
                        ? ReleaseManifest.parse(path.toString(), Files.readString(path))
                        : ReleaseManifest.empty();
            } catch (IOException e) {
                throw new LintException(path + ": cannot be read; name a file that this user may read", e);
            }
        }

        @Override
        void write(String text) {
            try {
                Files.writeString(path, text);
            } catch (IOException e) {
                throw new LintException(path + ": cannot be written; name a file that this user may write", e);
            }
        }
    }
}
