package dev.aegis.docs.pages;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A command of picocli's with its options and subcommands, read from the annotations in its source. */
record CommandTree(String name, Set<String> options, List<CommandTree> subcommands) {

    private static final Pattern NAME = Pattern.compile("@Command\\(\\s*name = \"([a-z]+)\"");
    private static final Pattern SUBCOMMANDS = Pattern.compile("subcommands = \\{([^}]*)}");
    private static final Pattern CLASS = Pattern.compile("(\\w+)\\.class");
    private static final Pattern METHOD =
            Pattern.compile("@Command\\(description = (?:\\s*\\+?\\s*\"[^\"]*\")+\\)\\s+int (\\w+)\\(");
    private static final Pattern OPTION = Pattern.compile("@Option\\(\\s*names = (\\{[^}]*}|\"[^\"]*\")");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

    static CommandTree of(Repository repository, String directory, String type) {
        String source = repository.read(directory + "/" + type + ".java");
        Stream<CommandTree> classes = first(SUBCOMMANDS, source).stream()
                .flatMap(list -> all(CLASS, list).stream())
                .map(subcommand -> of(repository, directory, subcommand));
        Stream<CommandTree> methods =
                all(METHOD, source).stream().map(method -> new CommandTree(method, Set.of(), List.of()));
        Set<String> options = all(OPTION, source).stream()
                .flatMap(names -> all(QUOTED, names).stream())
                .collect(Collectors.toSet());
        return new CommandTree(
                first(NAME, source).orElseThrow(() -> new IllegalStateException(type + " is no command")),
                options,
                Stream.concat(classes, methods).toList());
    }

    Optional<CommandTree> subcommand(String wanted) {
        return subcommands.stream()
                .filter(subcommand -> subcommand.name().equals(wanted))
                .findFirst();
    }

    private static Optional<String> first(Pattern pattern, String text) {
        return all(pattern, text).stream().findFirst();
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(CommandTree::captured).toList();
    }

    private static String captured(MatchResult match) {
        return match.group(1);
    }
}
