package dev.aegis.docs.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Every block of shell commands is run by {@code .ci/guides} or by a script that has its commands, or says why not. */
final class ShellBlocks implements PageCheck {

    private static final Set<String> OTHER_NAMES = Set.of("bash", "shell", "console", "zsh");
    /** Where .ci/guides runs a block: without settings, with a PostgreSQL server, with a Docker engine. */
    private static final Set<String> PLACES = Set.of("here", "postgres", "docker");

    private final Repository repository;

    ShellBlocks(Repository repository) {
        this.repository = repository;
    }

    @Override
    public List<Fault> faults(Page page) {
        List<Fault> faults = new ArrayList<>();
        for (Block block : page.blocks()) {
            complaint(block).ifPresent(text -> faults.add(page.fault(block.line(), text)));
        }
        return faults;
    }

    private Optional<String> complaint(Block block) {
        if (OTHER_NAMES.contains(block.language())) {
            return Optional.of("a block of shell commands is called sh here, not " + block.language());
        }
        if (!block.language().equals("sh")) {
            return Optional.empty();
        }
        if (block.column() > 0) {
            return Optional.of(".ci/guides finds blocks only at the beginning of a line");
        }
        if (block.mark().isEmpty()) {
            return Optional.of("the line before a block of sh is <!-- run: here -->, <!-- run by: SCRIPT --> or"
                    + " <!-- not run: the reason -->");
        }
        Mark mark = block.mark().get();
        return switch (mark.kind()) {
            case "run" ->
                PLACES.contains(mark.value())
                        ? Optional.empty()
                        : Optional.of("'run: %s': it is one of %s"
                                .formatted(
                                        mark.value(), PLACES.stream().sorted().toList()));
            case "run by" -> runBy(block, List.of(mark.value().split(",\\s*")));
            case "not run" -> Reason.complaint(mark.value());
            default -> Optional.of("a block of sh cannot be '" + mark.kind() + "'");
        };
    }

    private Optional<String> runBy(Block block, List<String> scripts) {
        StringBuilder commands = new StringBuilder();
        for (String script : scripts) {
            if (!repository.exists(script)) {
                return Optional.of("there is no script " + script);
            }
            commands.append(ShellCommands.normalized(repository.read(script))).append('\n');
        }
        return ShellCommands.of(block.text()).stream()
                .filter(command -> commands.indexOf(command) < 0)
                .findFirst()
                .map(command -> "'%s' does not stand in %s".formatted(command, String.join(", ", scripts)));
    }
}
