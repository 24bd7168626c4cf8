package dev.aegis.api.shields;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.OptionalLong;

/** Where a page ends, as text that clients hand back and do not read. */
final class PageCursor {
    private static final String PREFIX = "id:";

    private PageCursor() {}

    static String after(long id) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((PREFIX + id).getBytes(StandardCharsets.US_ASCII));
    }

    /** The id at which the page ended; empty if this is no cursor of ours. */
    static OptionalLong parse(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            if (text.startsWith(PREFIX)) {
                long id = Long.parseLong(text.substring(PREFIX.length()));
                return after(id).equals(cursor) ? OptionalLong.of(id) : OptionalLong.empty();
            }
        } catch (IllegalArgumentException e) {
            // Neither Base64 nor a number.
        }
        return OptionalLong.empty();
    }
}
