package dev.aegis.docs.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Every block of Java and SQL is code that is compiled and run: a snippet of a file, a file that {@code .ci/guides} makes
 * and builds, or one that another script takes from the page. Blocks of other formats may say why they are not.
 */
final class CodeBlocks implements PageCheck {

    private static final Set<String> ALWAYS_RUN = Set.of("java", "sql");
    private static final Set<String> FORMATS = Set.of("yaml", "xml", "json", "properties", "dockerfile");

    private final Repository repository;
    private final Snippets snippets;

    CodeBlocks(Repository repository) {
        this.repository = repository;
        this.snippets = new Snippets(repository);
    }

    @Override
    public List<Fault> faults(Page page) {
        List<Fault> faults = new ArrayList<>();
        for (Block block : page.blocks()) {
            if (ALWAYS_RUN.contains(block.language()) || FORMATS.contains(block.language())) {
                complaint(page, block).ifPresent(text -> faults.add(page.fault(block.line(), text)));
            }
        }
        return faults;
    }

    private Optional<String> complaint(Page page, Block block) {
        if (block.mark().isEmpty()) {
            return Optional.of("the line before a block of %s says what runs it, such as <!-- snippet: PATH#NAME -->"
                    .formatted(block.language()));
        }
        Mark mark = block.mark().get();
        return switch (mark.kind()) {
            case "snippet" -> snippets.complaint(block, mark.value());
            case "file", "insert" -> FilesOfThePage.complaint(page, block);
            case "taken by" -> Scripts.complaint(repository, page, mark.value());
            case "not run" ->
                ALWAYS_RUN.contains(block.language())
                        ? Optional.of("a block of " + block.language() + " is always run")
                        : Reason.complaint(mark.value());
            default -> Optional.of("a block of %s cannot be '%s'".formatted(block.language(), mark.kind()));
        };
    }
}
