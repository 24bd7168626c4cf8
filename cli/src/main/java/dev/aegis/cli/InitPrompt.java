package dev.aegis.cli;

import dev.aegis.scaffold.ScaffoldException;
import java.io.Console;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Asks the user for what {@code aegis init} and {@code aegis add} were not told. */
final class InitPrompt {
    /** Shows a question and returns the line typed, or nothing at the end of input. */
    @FunctionalInterface
    interface Terminal {
        Optional<String> ask(String question);
    }

    private final Terminal terminal;

    InitPrompt(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The terminal that the command runs in, if it does. */
    @SuppressWarnings("SystemConsoleNull") // JDK 22 to 24 have one without a terminal, too: it is at its end at once
    static Optional<InitPrompt> ofConsole() {
        Console console = System.console();
        return console == null
                ? Optional.empty()
                : Optional.of(new InitPrompt(question -> Optional.ofNullable(console.readLine("%s", question))));
    }

    /**
     * Asks until the answer is one.
     *
     * @param proposal what an empty line means
     * @param reader throws {@link ScaffoldException} with a line for the user if the answer is none
     * @return nothing at the end of input
     */
    <T> Optional<T> ask(String question, String proposal, Function<String, T> reader) {
        String prompt = question + " [" + proposal + "]: ";
        Optional<String> line = terminal.ask(prompt);
        while (line.isPresent()) {
            String answer = line.get().strip();
            try {
                return Optional.of(reader.apply(answer.isEmpty() ? proposal : answer));
            } catch (ScaffoldException e) {
                line = terminal.ask(e.getMessage() + "\n" + prompt);
            }
        }
        return Optional.empty();
    }

    Optional<Boolean> confirm(String question) {
        return confirm(question, "yes");
    }

    /** @param proposal yes or no: what an empty line means */
    Optional<Boolean> confirm(String question, String proposal) {
        return ask(question + ", yes or no", proposal, answer -> switch (answer.toLowerCase(Locale.ROOT)) {
            case "y", "yes" -> true;
            case "n", "no" -> false;
            default -> throw new ScaffoldException("'" + answer + "' is neither yes nor no");
        });
    }
}
