package dev.aegis.scaffold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class MarkdownPageTest {
    private static String page(String text) {
        return MarkdownPage.withLivingLinks("core-db/README.md", text, Set.of("README.md", "core-db/src/A.java"));
    }

    @Test
    void linksToFilesAndDirectoriesOfTheProjectStay() {
        String text =
                "[root](../README.md#top), [sources](src), [A](src/A.java), [web](https://example.com), [here](#here)";

        assertThat(page(text)).isEqualTo(text);
    }

    @Test
    void ofOtherLinksTheirTextStays() {
        assertThat(page("See [the guide](../docs/index.md#start) and [its `code`](../docs/X.java)."))
                .isEqualTo("See the guide and its `code`.");
    }

    @Test
    void whatTheChecksOfTheGuidesReadGoes() {
        assertThat(page("a\n<!-- snippet: docs/T.java#x -->\n```java\n```\n<!-- a comment -->\n"))
                .isEqualTo("a\n```java\n```\n<!-- a comment -->\n");
    }
}
