package dev.aegis.docs.pages;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A block that is a part of a file that is compiled, run or applied by tests. In the file, the part stands between
 * {@code tag::name} and {@code end::name}, each in a comment on a line of its own.
 */
final class Snippets {

    /** Java that is compiled and tested; SQL and changelogs that SqlFilesTest and ChangelogsTest run; the changelog. */
    private static final Pattern RUN = Pattern.compile("[a-z-]+/src/(main|test)/java/.*\\.java"
            + "|docs/src/test/resources/(sql/(both|sqlite|postgresql)|changelog)/.*"
            + "|migrations/src/main/resources/db/changelog/.*");

    private final Repository repository;

    Snippets(Repository repository) {
        this.repository = repository;
    }

    /** What is wrong with a block that is said to be {@code PATH#NAME}, or consecutive lines of {@code PATH}. */
    Optional<String> complaint(Block block, String reference) {
        String[] parts = reference.split("#", 2);
        if (!repository.exists(parts[0])) {
            return Optional.of("there is no file " + parts[0]);
        }
        if (!RUN.matcher(parts[0]).matches()) {
            return Optional.of("no test runs " + parts[0] + "; take the snippet from code that is run");
        }
        String file = repository.read(parts[0]);
        if (parts.length == 1) {
            return Collections.indexOfSubList(stripped(file), stripped(block.text())) >= 0
                    ? Optional.empty()
                    : Optional.of("the lines of the block do not stand in " + reference);
        }
        Optional<String> code = part(file, parts[1]);
        if (code.isEmpty()) {
            return Optional.of("%s has no part between tag::%s and end::%s".formatted(parts[0], parts[1], parts[1]));
        }
        return withoutTrailingBlanks(code.get()).equals(withoutTrailingBlanks(block.text()))
                ? Optional.empty()
                : Optional.of("the block differs from " + reference + ", which is now:\n" + code.get());
    }

    private static Optional<String> part(String file, String name) {
        List<String> lines = file.lines().toList();
        int begin = indexOf(lines, "tag::" + name);
        int end = indexOf(lines, "end::" + name);
        return begin < 0 || end < begin
                ? Optional.empty()
                : Optional.of(String.join("\n", lines.subList(begin + 1, end)).stripIndent() + "\n");
    }

    private static List<String> stripped(String text) {
        return text.lines().map(String::strip).toList();
    }

    private static int indexOf(List<String> lines, String tag) {
        return lines.stream()
                .map(line -> line.strip().replaceAll("^(//|--|#) ", ""))
                .toList()
                .indexOf(tag);
    }

    private static String withoutTrailingBlanks(String text) {
        return text.lines().map(String::stripTrailing).reduce("", (before, line) -> before + line + "\n");
    }
}
