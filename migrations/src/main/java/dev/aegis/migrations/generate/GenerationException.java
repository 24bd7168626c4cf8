package dev.aegis.migrations.generate;

import java.util.List;
import java.util.stream.Collectors;

/** No changeset could be written. Each line of the message names one cause and what to do about it. */
public final class GenerationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GenerationException(String message) {
        super(message);
    }

    GenerationException(List<String> causes) {
        super(causes.stream().map(Shown::onOneLine).collect(Collectors.joining("\n")));
    }
}
