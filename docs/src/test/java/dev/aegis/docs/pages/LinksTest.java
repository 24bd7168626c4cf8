package dev.aegis.docs.pages;

import static dev.aegis.docs.pages.InMemory.messages;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinksTest {

    private final Links links = new Links(new InMemory()
            .with("README.md", "# Two commands\n\n## `make` & run\n\n## Next\n\n## Next\n")
            .with("core-db/pom.xml", ""));

    @Test
    void leadToFilesDirectoriesAndHeadings() {
        assertThat(messages(links, """
                        # Here

                        [a](../README.md) [b](../core-db) [c](../README.md#two-commands) [d](#here) [e](https://x.example/y)
                        [f](../README.md#make--run) [g](../README.md#next-1)
                        """)).isEmpty();
    }

    @Test
    void toAMissingFileAreDead() {
        assertThat(messages(links, "[a](missing.md)"))
                .containsExactly("the link missing.md leads nowhere: there is no docs/missing.md");
    }

    @Test
    void toAMissingHeadingAreDead() {
        assertThat(messages(links, "[a](../README.md#three-commands) [b](#there)"))
                .containsExactly(
                        "the link ../README.md#three-commands leads nowhere: README.md has no such heading",
                        "the link #there leads nowhere: docs/page.md has no such heading");
    }

    @Test
    void outOfTheRepositoryAreRefused() {
        assertThat(messages(links, "[a](../../other/README.md)"))
                .containsExactly("the link ../../other/README.md leads out of the repository");
    }
}
