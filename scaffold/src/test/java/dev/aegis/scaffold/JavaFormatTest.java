package dev.aegis.scaffold;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JavaFormatTest {
    @Test
    void isTheFormatThatTheCheckOfTheRepositoryAsksFor() {
        JavaFormat format = new JavaFormat();

        assertThat(Template.files().stream().filter(file -> file.path().endsWith(".java")))
                .hasSizeGreaterThan(100)
                .allSatisfy(file -> {
                    String source = file.text().orElseThrow();
                    assertThat(format.format(file.path(), source))
                            .as(file.path())
                            .isEqualTo(source);
                });
    }
}
