package dev.aegis.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The messages that a guide explains: the lines of its blocks of text, in which … stands for any words. */
final class ExplainedMessages {
    private static final Pattern TEXT_BLOCK = Pattern.compile("(?ms)^```text$(.*?)^```$");

    private final String page;
    private final List<Pattern> messages;

    private ExplainedMessages(String page, List<Pattern> messages) {
        this.page = page;
        this.messages = messages;
    }

    static ExplainedMessages of(String page) {
        try {
            Matcher blocks = TEXT_BLOCK.matcher(Files.readString(Path.of(page)));
            return new ExplainedMessages(
                    page,
                    blocks.results()
                            .flatMap(block -> block.group(1).lines())
                            .filter(line -> !line.isBlank())
                            .map(ExplainedMessages::pattern)
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + page, e);
        }
    }

    private static Pattern pattern(String line) {
        return Pattern.compile(
                Arrays.stream(line.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }

    void explain(String message) {
        assertThat(messages.stream().anyMatch(known -> known.matcher(message).matches()))
                .as("%s explains: %s", page, message)
                .isTrue();
    }
}
