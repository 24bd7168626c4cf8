package dev.aegis.docs.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a page gives to {@code aegis} is a command that there is, with options that it takes. */
final class AegisCommands implements PageCheck {

    private static final Pattern CALL = Pattern.compile("^(?:.*\\./aegis|(?:.*run --rm )?aegis) +(.+)$");
    private static final Set<String> EVERYWHERE = Set.of("-h", "--help", "-V", "--version");

    private final CommandTree root;

    AegisCommands(Repository repository) {
        this.root = CommandTree.of(repository, "cli/src/main/java/dev/aegis/cli", "Aegis");
    }

    @Override
    public List<Fault> faults(Page page) {
        List<Fault> faults = new ArrayList<>();
        for (Located command : Commands.of(page)) {
            CALL.matcher(command.text())
                    .results()
                    .findFirst()
                    .flatMap(call -> complaint(call.group(1)))
                    .ifPresent(text -> faults.add(page.fault(command.line(), text)));
        }
        return faults;
    }

    private Optional<String> complaint(String arguments) {
        CommandTree command = root;
        for (String word : arguments.replaceAll("\"[^\"]*\"|[\\[\\]]", "").split("\\s+", -1)) {
            if (word.startsWith("-")) {
                if (!command.options().contains(word) && !EVERYWHERE.contains(word)) {
                    return Optional.of("'%s' has no option %s".formatted(command.name(), word));
                }
            } else if (!word.isEmpty() && !command.subcommands().isEmpty()) {
                for (String alternative : word.split("\\|", -1)) {
                    if (command.subcommand(alternative).isEmpty()) {
                        return Optional.of("there is no command '%s %s'".formatted(command.name(), alternative));
                    }
                }
                command = command.subcommand(word.split("\\|", -1)[0]).orElseThrow();
            }
        }
        return Optional.empty();
    }
}
