package dev.aegis.docs.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Commands that a page tells to run: those of its blocks of shell, and those in a sentence or a table. */
final class Commands {

    private static final Pattern SEPARATOR = Pattern.compile("\\s*(?:&&|\\|\\||[;|](?=\\s|$)|\\$\\(|\\)|[<>]|&$)\\s*");

    private Commands() {}

    /** Each with its line, without what is before or behind it in a pipe or a list. */
    static List<Located> of(Page page) {
        List<Located> commands = new ArrayList<>();
        for (Block block : page.blocks()) {
            if (block.language().equals("sh")) {
                ShellCommands.of(block.text()).forEach(line -> add(commands, line, block.line()));
            }
        }
        page.inlineCode().forEach(code -> add(commands, code.text(), code.line()));
        return commands;
    }

    private static void add(List<Located> commands, String text, int line) {
        for (String command : SEPARATOR.split(text, -1)) {
            String withoutSettings = command.replaceAll("^(?:(?:[A-Z_]+=\\S*|exec|time)\\s+)+", "");
            if (!withoutSettings.isBlank()) {
                commands.add(new Located(withoutSettings, line));
            }
        }
    }
}
