package dev.aegis.docs.pages;

import java.util.Optional;

/** Scripts of CI that take a block from a page by themselves: they name the page. */
final class Scripts {

    private Scripts() {}

    /** What is wrong with {@code SCRIPT} or {@code SCRIPT as PATH}. */
    static Optional<String> complaint(Repository repository, Page page, String value) {
        String script = value.replaceFirst(" as .*", "");
        if (!script.startsWith(".ci/") || !repository.exists(script)) {
            return Optional.of("there is no script " + script + " in .ci");
        }
        return repository.read(script).contains(page.path())
                ? Optional.empty()
                : Optional.of(script + " does not name " + page.path() + ", so it cannot take a block from it");
    }
}
