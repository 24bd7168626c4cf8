package dev.aegis.scaffold;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A file of a template or of a project.
 *
 * @param path relative to the root, with slashes
 */
record ProjectFile(String path, Content content) {

    /** Bytes that do not change. */
    static final class Content {
        private final byte[] bytes;

        Content(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Content that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    static ProjectFile of(String path, String text) {
        return new ProjectFile(path, new Content(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Its text, unless it has none. */
    Optional<String> text() {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content.bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Scripts are; archives and Windows do not keep the permission. */
    boolean executable() {
        byte[] bytes = content.bytes;
        return bytes.length > 1 && bytes[0] == '#' && bytes[1] == '!';
    }
}
