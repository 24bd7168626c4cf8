package dev.aegis.docs.pages;

import java.util.List;
import java.util.stream.Collectors;

/** The commands of a shell script, a line each: without comments, continued lines joined, blanks made one. */
final class ShellCommands {

    private ShellCommands() {}

    static List<String> of(String script) {
        return normalized(script).lines().filter(line -> !line.isEmpty()).toList();
    }

    static String normalized(String script) {
        return script.replaceAll("\\\\\\R", " ")
                .lines()
                .map(line -> line.replaceAll("(^|\\s)#.*", ""))
                .map(line -> line.strip().replaceAll("\\s+", " "))
                .collect(Collectors.joining("\n"));
    }
}
