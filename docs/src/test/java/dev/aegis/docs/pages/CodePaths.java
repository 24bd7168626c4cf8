package dev.aegis.docs.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A path into the repository that stands in a sentence is there, unless the page itself lets the reader make it. */
final class CodePaths implements PageCheck {

    private static final Pattern PATH = Pattern.compile("(?:[A-Za-z0-9_.-]+/)+[A-Za-z0-9_.-]*");
    private static final Pattern MADE_LATER = Pattern.compile("(^|.*/)(target|data)(/.*|$)");
    private static final Pattern MODULE = Pattern.compile("<module>([a-z-]+)</module>");

    private final Repository repository;
    private final Set<String> roots;

    CodePaths(Repository repository) {
        this.repository = repository;
        this.roots = MODULE.matcher(repository.read("pom.xml"))
                .results()
                .map(module -> module.group(1))
                .collect(Collectors.toSet());
        roots.addAll(Set.of("docs", "docker", "scripts", ".ci"));
    }

    @Override
    public List<Fault> faults(Page page) {
        List<String> made = page.blocks().stream()
                .flatMap(block -> block.mark().stream())
                .flatMap(mark -> madeBy(mark).stream())
                .toList();
        List<Fault> faults = new ArrayList<>();
        for (Located code : page.inlineCode()) {
            String path = code.text().replaceAll("/$", "");
            if (PATH.matcher(code.text()).matches()
                    && roots.contains(code.text().split("/", 2)[0])
                    && !MADE_LATER.matcher(path).matches()
                    && made.stream().noneMatch(file -> file.equals(path) || file.startsWith(path + "/"))
                    && !repository.exists(path)) {
                faults.add(page.fault(code.line(), "there is no " + path));
            }
        }
        return faults;
    }

    /** The file that the reader makes of a block: {@code file: PATH} or {@code taken by: SCRIPT as PATH}. */
    private static Optional<String> madeBy(Mark mark) {
        return switch (mark.kind()) {
            case "file" -> Optional.of(mark.value());
            case "taken by" -> Optional.of(mark.value().replaceFirst(".* as ", ""));
            default -> Optional.empty();
        };
    }
}
