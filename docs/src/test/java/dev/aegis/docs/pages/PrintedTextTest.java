package dev.aegis.docs.pages;

import static dev.aegis.docs.pages.InMemory.messages;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintedTextTest {

    private static final String PRINTED = "<!-- prints -->\n```text\nok\n```\n";

    @Test
    void followsABlockThatIsRun() {
        assertThat(messages(new PrintedText(), "<!-- run: here -->\n```sh\nmake run\n```\n\n" + PRINTED))
                .isEmpty();
    }

    @Test
    void thatNothingPrintsIsTold() {
        assertThat(messages(new PrintedText(), "<!-- run by: .ci/x -->\n```sh\nmake run\n```\n\n" + PRINTED))
                .containsExactly("nothing prints this: the block before it is not run by .ci/guides");
    }
}
