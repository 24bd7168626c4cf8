package dev.aegis.api.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** A file of the documentation, read from the class path when it is asked for. */
record StaticFile(String path, String mediaType) {

    /** A file that must be on the class path. */
    StaticFile {
        if (StaticFile.class.getResource(path) == null) {
            throw new IllegalStateException(path + " is not on the class path");
        }
    }

    byte[] content() {
        try (@Nullable InputStream file = StaticFile.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalStateException(path + " is no longer on the class path");
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
