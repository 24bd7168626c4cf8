package dev.aegis.docs.pages;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a reader shall write, and {@code .ci/guides} writes: {@code <!-- file: PATH -->}, or
 * {@code <!-- insert: PATH after: TEXT -->} for lines below the only one that contains the text. It is compiled and run by a
 * later block of the same page.
 */
final class FilesOfThePage {

    private static final Pattern INSERT = Pattern.compile("\\S+ after: .+");

    private FilesOfThePage() {}

    static Optional<String> complaint(Page page, Block block) {
        Mark mark = block.mark().orElseThrow();
        if (mark.kind().equals("insert") && !INSERT.matcher(mark.value()).matches()) {
            return Optional.of("write 'insert: PATH after: TEXT' instead of 'insert: " + mark.value() + "'");
        }
        boolean used = page.blocks().stream()
                .anyMatch(later -> later.line() > block.line()
                        && later.mark().filter(run -> run.kind().equals("run")).isPresent());
        return used
                ? Optional.empty()
                : Optional.of("nothing uses this file: the page has no block with 'run' after it");
    }
}
