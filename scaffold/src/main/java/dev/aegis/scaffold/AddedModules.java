package dev.aegis.scaffold;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Modules for a project that exists already, with those that they need.
 *
 * @param modules by the names of their directories, or {@code database}, {@code scheduler}, {@code api}, {@code single}
 * @param basePackage the Java package above theirs; the project's groupId if not given
 */
public record AddedModules(Set<String> modules, Optional<String> basePackage) {
    private static final Map<String, String> ALIASES = Map.of(
            "database", "core-db", "scheduler", "scheduler-service", "api", "api-service", "single", "single-service");
    private static final String FIXTURES = "db-testing";

    public AddedModules {
        modules = Set.copyOf(modules);
    }

    /**
     * What adding them would do. Nothing is written yet.
     *
     * @param directory the project's root, where its {@code pom.xml} is
     * @param version of the modules, for the record in the project
     * @throws ScaffoldException if there is no Maven project, or none that can take the modules
     */
    public Addition planFor(Path directory, String version) {
        Path root = directory.toAbsolutePath().normalize();
        String pom = read(root.resolve(HostPom.FILE))
                .orElseThrow(() -> new ScaffoldException(
                        root + ": there is no pom.xml; name the root directory of a Maven project"));
        ProjectRecord recorded = read(root.resolve(ProjectRecord.FILE))
                .map(ProjectRecord::read)
                .orElse(new ProjectRecord(Map.of(), Map.of()));
        if (recorded.fact("components").isPresent()) {
            throw new ScaffoldException(root + ": 'aegis init' made this project of "
                    + recorded.fact("components").get() + "; it has its modules. For other components, run 'aegis init'"
                    + " anew and compare");
        }
        HostPom host = HostPom.parse(pom);
        Set<String> asked = new LinkedHashSet<>();
        recorded.fact("modules").ifPresent(list -> asked.addAll(List.of(list.split(","))));
        asked.addAll(named());
        ProjectNames names = names(host, recorded);
        ModuleTemplates templates = new ModuleTemplates(parts(asked));
        List<String> all = templates.withNeeds(asked);
        HostChange change = host.hasModules()
                ? new AddedToModules(templates, host, names).add(all, pom)
                : new AddedToTests(templates, host, names).add(onlyFixtures(all), pom);
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("version", version);
        facts.put("package", names.basePackage());
        facts.put("group", names.group());
        facts.put("modules", String.join(",", all));
        return Addition.of(root, pom, change, new ProjectRecord(facts, recorded.files()));
    }

    private Set<String> named() {
        List<String> known = new ModuleTemplates(EnumSet.complementOf(EnumSet.of(Part.REPOSITORY))).all();
        Set<String> named = new LinkedHashSet<>();
        for (String name : modules) {
            String module = ALIASES.getOrDefault(name, name);
            if (!known.contains(module)) {
                throw new ScaffoldException("there is no module '" + name + "'; there are " + String.join(", ", known));
            }
            named.add(module);
        }
        return named;
    }

    private ProjectNames names(HostPom host, ProjectRecord recorded) {
        Optional<String> before = recorded.fact("package");
        if (before.isPresent() && basePackage.isPresent() && !before.equals(basePackage)) {
            throw new ScaffoldException("package '" + basePackage.get() + "': the modules that are there have '"
                    + before.get() + "'; leave --package out");
        }
        String group = host.group();
        String chosen = basePackage.or(() -> before).orElse(group);
        try {
            return new ProjectNames("host", chosen, group);
        } catch (ScaffoldException e) {
            throw basePackage.isPresent()
                    ? e
                    : new ScaffoldException("the groupId '" + group + "' is no Java package (" + e.getMessage()
                            + "); name one with --package");
        }
    }

    private static Set<Part> parts(Set<String> modules) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        if (modules.contains("scheduler-service")) {
            parts.add(Part.SCHEDULER);
        }
        if (modules.contains("single-service")) {
            parts.add(Part.SINGLE);
        }
        return parts;
    }

    /** A project that makes a jar cannot have modules. */
    private static List<String> onlyFixtures(List<String> modules) {
        List<String> others = new ArrayList<>(modules);
        others.remove(FIXTURES);
        if (!others.isEmpty()) {
            throw new ScaffoldException(
                    "pom.xml makes a jar, and only a project with <packaging>pom</packaging> can have"
                            + " modules such as " + String.join(", ", others)
                            + "; make it a module of such a project, and name that");
        }
        return modules;
    }

    /** As bytes, one character each: what is not ASCII comes out as it went in. */
    static Optional<String> read(Path file) {
        try {
            return Files.isRegularFile(file)
                    ? Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1))
                    : Optional.empty();
        } catch (IOException e) {
            throw new ScaffoldException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
