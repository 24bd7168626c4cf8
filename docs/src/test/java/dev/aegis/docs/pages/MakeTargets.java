package dev.aegis.docs.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a page gives to {@code make} is a target of the Makefile, or a variable that it reads. */
final class MakeTargets implements PageCheck {

    private static final Pattern TARGET = Pattern.compile("(?m)^([a-z][a-z0-9-]*):(?!=)");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\$?[({]([a-z]+)[):}]");
    private static final Pattern WORD = Pattern.compile("([a-z]+)=(?:\"[^\"]*\"|\\S*)|([a-z][a-z0-9-]*)|-\\S+");

    private final Repository repository;

    MakeTargets(Repository repository) {
        this.repository = repository;
    }

    @Override
    public List<Fault> faults(Page page) {
        String makefile = repository.read("Makefile");
        Set<String> targets = names(TARGET, makefile);
        Set<String> variables = names(VARIABLE, makefile);
        List<Fault> faults = new ArrayList<>();
        for (Located command : Commands.of(page)) {
            if (command.text().startsWith("make ")) {
                for (MatchResult word : words(command.text().substring("make ".length()))) {
                    if (word.group(1) != null && !variables.contains(word.group(1))) {
                        faults.add(page.fault(command.line(), "the Makefile reads no variable " + word.group(1)));
                    }
                    if (word.group(2) != null && !targets.contains(word.group(2))) {
                        faults.add(page.fault(command.line(), "there is no target 'make " + word.group(2) + "'"));
                    }
                }
            }
        }
        return faults;
    }

    private static List<MatchResult> words(String arguments) {
        return WORD.matcher(arguments).results().toList();
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).collect(Collectors.toSet());
    }
}
