package dev.aegis.docs.pages;

import java.util.Optional;

/** Why something is not run: a sentence, not a shrug. */
final class Reason {

    private static final int WORDS = 3;

    private Reason() {}

    static Optional<String> complaint(String reason) {
        return reason.split("\\s+").length >= WORDS
                ? Optional.empty()
                : Optional.of("'" + reason + "' is no reason; say in a few words why it is not run");
    }
}
