package dev.aegis.docs.pages;

import static dev.aegis.docs.pages.InMemory.messages;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CodeBlocksTest {

    private static final String SOURCE = "docs/src/test/java/XTest.java";

    private final CodeBlocks blocks = new CodeBlocks(new InMemory()
            .with(SOURCE, "class XTest {\n    // tag::one\n    int one;\n\n    int two;\n    // end::one\n}\n")
            .with("docs/src/test/resources/sql/both/x.sql", "-- tag::one\nselect 1;\n-- end::one\n")
            .with("docs/src/test/resources/x.sql", "-- tag::one\nselect 1;\n-- end::one\n")
            .with(".ci/first-model", "awk docs/page.md")
            .with(".ci/other", "awk README.md"));

    @Test
    void areTheCodeThatTheyName() {
        assertThat(messages(blocks, """
                <!-- snippet: docs/src/test/java/XTest.java#one -->
                ```java
                int one;

                int two;
                ```

                <!-- snippet: docs/src/test/resources/sql/both/x.sql#one -->
                ```sql
                select 1;
                ```

                <!-- taken by: .ci/first-model -->
                ```java
                record X() {}
                ```

                <!-- file: x/X.java -->
                ```java
                record X() {}
                ```

                <!-- run: here -->
                ```sh
                make run
                ```
                """)).isEmpty();
    }

    @Test
    void thatDifferFromTheCodeAreTold() {
        assertThat(messages(blocks, java("snippet: " + SOURCE + "#one", "int one;\n")))
                .containsExactly("the block differs from " + SOURCE + "#one, which is now:\nint one;\n\nint two;\n");
    }

    @Test
    void mayBeLinesOfAFileWithoutTags() {
        assertThat(messages(blocks, java("snippet: " + SOURCE, "int two;\n// end::one\n")))
                .isEmpty();
        assertThat(messages(blocks, java("snippet: " + SOURCE, "int one;\nint two;\n")))
                .containsExactly("the lines of the block do not stand in " + SOURCE);
    }

    @Test
    void withoutAMarkOrWithAWrongOneAreTold() {
        assertThat(messages(blocks, "```java\nint one;\n```\n"))
                .singleElement()
                .asString()
                .contains("<!-- snippet:");
        assertThat(messages(blocks, java("not run: it is only an example", "int one;\n")))
                .containsExactly("a block of java is always run");
        assertThat(messages(blocks, java("run: here", "int one;\n")))
                .containsExactly("a block of java cannot be 'run'");
    }

    @Test
    void ofAFileThatIsNotThereOrNotRunAreTold() {
        assertThat(messages(blocks, java("snippet: docs/Lost.java#one", "int one;\n")))
                .containsExactly("there is no file docs/Lost.java");
        assertThat(messages(blocks, java("snippet: " + SOURCE + "#two", "int one;\n")))
                .containsExactly(SOURCE + " has no part between tag::two and end::two");
        assertThat(messages(blocks, "<!-- snippet: docs/src/test/resources/x.sql#one -->\n```sql\nselect 1;\n```\n"))
                .containsExactly("no test runs docs/src/test/resources/x.sql; take the snippet from code that is run");
    }

    @Test
    void thatNobodyTakesAreTold() {
        assertThat(messages(blocks, java("taken by: .ci/other", "int one;\n")))
                .containsExactly(".ci/other does not name docs/page.md, so it cannot take a block from it");
        assertThat(messages(blocks, java("file: x/X.java", "int one;\n")))
                .containsExactly("nothing uses this file: the page has no block with 'run' after it");
    }

    private static String java(String mark, String code) {
        return "<!-- %s -->\n```java\n%s```\n".formatted(mark, code);
    }
}
