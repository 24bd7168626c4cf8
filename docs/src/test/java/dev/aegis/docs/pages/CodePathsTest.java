package dev.aegis.docs.pages;

import static dev.aegis.docs.pages.InMemory.messages;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CodePathsTest {

    private final CodePaths paths = new CodePaths(
            new InMemory().with("pom.xml", "<module>core-db</module>").with("core-db/src/main/java/A.java", ""));

    @Test
    void thatExistOrAreMadeAreFine() {
        assertThat(messages(paths, """
                `core-db/src/main/java/A.java`, `core-db/src/`, `core-db/target/x.jar`, `com/acme/B.java`, `application/json`,
                `core-db/src/test/B.java`

                <!-- file: core-db/src/test/B.java -->
                ```java
                ```
                """)).isEmpty();
    }

    @Test
    void thatAreNotThereAreTold() {
        assertThat(messages(paths, "`core-db/src/main/java/B.java`"))
                .containsExactly("there is no core-db/src/main/java/B.java");
    }
}
