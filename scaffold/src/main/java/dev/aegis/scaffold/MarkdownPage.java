package dev.aegis.scaffold;

import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page in a project that has not all that the page speaks of. */
final class MarkdownPage {
    private static final Pattern LINK = Pattern.compile("\\[([^\\]\\[]*)]\\(([^)#:\\s]+)(#[^)\\s]*)?\\)");
    /** For the checks of the guides, which stay behind. */
    private static final Pattern CHECK = Pattern.compile("(?m)^<!-- (?:snippet|run|not run): .* -->\\R");

    private MarkdownPage() {}

    /** The file of a project, which has these files; only pages are changed. */
    static ProjectFile inProject(ProjectFile file, Set<String> files) {
        return file.text()
                .filter(text -> file.path().endsWith(".md"))
                .map(text -> ProjectFile.of(file.path(), withLivingLinks(file.path(), text, files)))
                .orElse(file);
    }

    /** The text, with the names alone of files that are not among the project's. */
    static String withLivingLinks(String page, String text, Set<String> files) {
        return LINK.matcher(CHECK.matcher(text).replaceAll(""))
                .replaceAll(link -> Matcher.quoteReplacement(exists(page, link, files) ? link.group() : link.group(1)));
    }

    private static boolean exists(String page, MatchResult link, Set<String> files) {
        Path target = Path.of(page).resolveSibling(link.group(2)).normalize();
        String path = target.toString().replace('\\', '/');
        return files.contains(path) || files.stream().anyMatch(file -> file.startsWith(path + "/"));
    }
}
