package dev.aegis.docs.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the pages say is so: their code is run, their links lead somewhere, their commands and files exist. */
class GuidesTest {

    private final WorkTree repository = new WorkTree();

    @TestFactory
    Stream<DynamicTest> sayWhatIsSo() {
        List<PageCheck> checks = List.of(
                new CodeBlocks(repository),
                new ShellBlocks(repository),
                new PrintedText(),
                new Links(repository),
                new MakeTargets(repository),
                new AegisCommands(repository),
                new CodePaths(repository));
        return repository.pages().stream()
                .flatMap(page -> checks.stream()
                        .map(check -> DynamicTest.dynamicTest(
                                page.path() + ": " + check.getClass().getSimpleName(),
                                () -> assertThat(check.faults(page)).isEmpty())));
    }

    @Test
    void areFound() {
        assertThat(repository.pages())
                .extracting(Page::path)
                .contains("README.md", "CONTRIBUTING.md", "docs/testing.md", "db-testing/README.md");
    }
}
