package dev.aegis.scaffold;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Adds to a project's POM the versions that modules need. What the project says itself stays, and is told. */
final class ManagedLines {
    private final ModuleTemplates templates;
    private final HostPom host;
    private final List<String> notes = new ArrayList<>();

    ManagedLines(ModuleTemplates templates, HostPom host) {
        this.templates = templates;
        this.host = host;
    }

    void note(String line) {
        notes.add(line);
    }

    List<String> notes() {
        return notes;
    }

    /** What is imported from a repository cannot be read here, and comes before what is added. */
    void noteImports() {
        Set<String> known = templates.imported();
        host.imported()
                .map(PomElement::key)
                .filter(key -> !known.contains(key))
                .forEach(key -> notes.add(key
                        + " is imported, and the versions that it manages stay; if the modules do not compile, compare them with"
                        + " 'mvn dependency:tree'"));
    }

    /** Adds the management of dependencies; returns what was added. */
    String addManagement(PomEditor editor, List<PomElement> management) {
        Set<String> managed = host.managed();
        StringBuilder added = new StringBuilder();
        for (PomElement element : management) {
            String block = templates
                    .block(element)
                    .replace("<groupId>dev.aegis</groupId>", "<groupId>" + host.group() + "</groupId>");
            String key = element.key().replaceFirst("^dev\\.aegis:", host.group() + ":");
            if (managed.contains(key)) {
                if (!ModuleTemplates.isModule(element)) {
                    notes.add(key + " is managed already and stays; it was tested with " + version(element));
                }
            } else {
                editor.add(block, "dependencyManagement", "dependencies");
                added.append(block).append('\n');
            }
        }
        return added.toString();
    }

    private String version(PomElement element) {
        String version = element.value("version").orElse("");
        return templates.propertiesIn(version).stream()
                .findFirst()
                .map(PomElement::text)
                .orElse(version);
    }

    /** Adds the properties that a text speaks of, but for some. */
    void addProperties(PomEditor editor, String text, Set<String> without) {
        for (PomElement property : templates.propertiesIn(text)) {
            Optional<String> present = host.property(property.name());
            if (without.contains(property.name())) {
                continue;
            }
            if (present.isEmpty()) {
                editor.add(templates.block(property), "properties");
            } else if (!present.get().equals(property.text())) {
                notes.add(
                        property.name() + " is " + present.get() + " and stays; it was tested with " + property.text());
            }
        }
    }
}
