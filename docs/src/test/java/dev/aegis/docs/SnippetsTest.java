package dev.aegis.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every block of Java in a guide is a part of a source file that is compiled and, being a test, run. The line before the
 * block names it: {@code <!-- snippet: module/src/test/java/SomeTest.java#name -->}. In the source, the part stands between
 * {@code // tag::name} and {@code // end::name}.
 */
class SnippetsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern JAVA_BLOCK = Pattern.compile("(?m)^(.*)\\R```java\\R((?:.*\\R)*?)```$");
    private static final Pattern REFERENCE = Pattern.compile("<!-- snippet: (\\S+)#(\\S+) -->");

    @TestFactory
    Stream<DynamicTest> areTheCodeThatTheyName() throws IOException {
        return pages().stream()
                .flatMap(page -> JAVA_BLOCK
                        .matcher(read(page))
                        .results()
                        .map(block -> DynamicTest.dynamicTest(
                                ROOT.relativize(page) + ": " + block.group(1), () -> check(block))));
    }

    @Test
    void areFound() throws IOException {
        assertThat(pages()).contains(ROOT.resolve("docs/testing.md"), ROOT.resolve("db-testing/README.md"));
        assertThat(part("a {\n    // tag::x\n    b;\n\n      c;\n    // end::x\n}\n", "x"))
                .isEqualTo("b;\n\n  c;\n");
    }

    /** The guides, and the pages of the modules. */
    private static List<Path> pages() throws IOException {
        try (Stream<Path> guides = Files.list(ROOT.resolve("docs"));
                Stream<Path> modules = Files.list(ROOT)) {
            return Stream.concat(guides, modules.map(module -> module.resolve("README.md")))
                    .filter(page -> page.toString().endsWith(".md") && Files.exists(page))
                    .sorted()
                    .toList();
        }
    }

    private static void check(MatchResult block) {
        assertThat(block.group(1)).as("the line before a block of Java").matches(REFERENCE);
        MatchResult reference =
                REFERENCE.matcher(block.group(1)).results().findFirst().orElseThrow();
        String source = read(ROOT.resolve(reference.group(1)));
        assertThat(block.group(2)).isEqualTo(part(source, reference.group(2)));
    }

    private static String part(String source, String name) {
        List<String> lines = source.lines().map(String::stripTrailing).toList();
        int begin = lines.stream().map(String::strip).toList().indexOf("// tag::" + name);
        int end = lines.stream().map(String::strip).toList().indexOf("// end::" + name);
        assertThat(begin).as("// tag::" + name).isNotNegative();
        assertThat(end).as("// end::" + name).isGreaterThan(begin);
        return String.join("\n", lines.subList(begin + 1, end)).stripIndent() + "\n";
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError("Cannot read " + file, e);
        }
    }
}
