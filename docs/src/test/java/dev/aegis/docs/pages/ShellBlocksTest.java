package dev.aegis.docs.pages;

import static dev.aegis.docs.pages.InMemory.messages;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShellBlocksTest {

    private final ShellBlocks blocks = new ShellBlocks(new InMemory().with(".ci/containers", """
            make up   # starts it
            docker compose run \\
                --rm aegis jobs list
            """));

    @Test
    void areRunOrSayWhyNot() {
        assertThat(messages(blocks, """
                <!-- run: here -->
                ```sh
                make run
                ```

                <!-- run by: .ci/containers -->
                ```sh
                make   up
                docker compose run --rm aegis jobs list   # all of them
                ```

                <!-- not run: needs a cluster of yours -->
                ```sh
                kubectl apply
                ```

                ```text
                what it prints
                ```
                """)).isEmpty();
    }

    @Test
    void withoutAMarkAreTold() {
        assertThat(messages(blocks, "```sh\nmake run\n```\n"))
                .singleElement()
                .asString()
                .contains("<!-- run: here -->");
    }

    @Test
    void withACommandThatTheScriptLacksAreTold() {
        assertThat(messages(blocks, "<!-- run by: .ci/containers -->\n```sh\nmake up\nmake down\n```\n"))
                .containsExactly("'make down' does not stand in .ci/containers");
        assertThat(messages(blocks, "<!-- run by: .ci/lost -->\n```sh\nmake up\n```\n"))
                .containsExactly("there is no script .ci/lost");
    }

    @Test
    void inAnUnknownPlaceOrWithoutAReasonAreTold() {
        assertThat(messages(blocks, "<!-- run: there -->\n```sh\nmake up\n```\n"))
                .containsExactly("'run: there': it is one of [docker, here, postgres]");
        assertThat(messages(blocks, "<!-- not run: later -->\n```sh\nmake up\n```\n"))
                .containsExactly("'later' is no reason; say in a few words why it is not run");
    }

    @Test
    void goByOneNameAndStandAtTheBeginningOfTheLine() {
        assertThat(messages(blocks, "```bash\nmake up\n```\n"))
                .containsExactly("a block of shell commands is called sh here, not bash");
        assertThat(messages(blocks, "- item\n\n  <!-- run: here -->\n  ```sh\n  make up\n  ```\n"))
                .containsExactly(".ci/guides finds blocks only at the beginning of a line");
    }
}
