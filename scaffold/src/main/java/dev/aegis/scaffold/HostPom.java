package dev.aegis.scaffold;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the POM of the project that takes modules says about itself. */
record HostPom(PomElement project) {
    static final String FILE = "pom.xml";
    private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]+)}");
    private static final Pattern MAJOR = Pattern.compile("(?:1\\.)?(\\d+).*");

    static HostPom parse(String text) {
        return new HostPom(PomParser.parse(FILE, text));
    }

    String group() {
        return own("groupId");
    }

    String artifact() {
        return project.value("artifactId").orElseThrow(() -> lacks("artifactId"));
    }

    String version() {
        return own("version");
    }

    private String own(String name) {
        return project.value(name).or(() -> project.value("parent", name)).orElseThrow(() -> lacks(name));
    }

    private static ScaffoldException lacks(String name) {
        return new ScaffoldException(FILE + ": it has no " + name + "; 'mvn validate' says what is wrong with it");
    }

    boolean hasModules() {
        return project.value("packaging").orElse("jar").equals("pom");
    }

    boolean hasParent() {
        return project.child("parent").isPresent();
    }

    boolean hasModule(String name) {
        return project.list("modules").stream().anyMatch(module -> module.text().equals(name));
    }

    Optional<String> property(String name) {
        return project.value("properties", name);
    }

    /** What is managed already: see {@link PomElement#key}. */
    Set<String> managed() {
        return keys("dependencyManagement", "dependencies");
    }

    Set<String> dependencies() {
        return keys("dependencies");
    }

    private Set<String> keys(String... path) {
        return project.list(path).stream().map(PomElement::key).collect(Collectors.toSet());
    }

    boolean configuresPlugin(String key) {
        return plugin(key).findAny().isPresent();
    }

    private Stream<PomElement> plugin(String key) {
        return Stream.concat(
                        project.list("build", "plugins").stream(),
                        project.list("build", "pluginManagement", "plugins").stream())
                .filter(plugin -> plugin.key().equals(key));
    }

    /** The version of Java that it is compiled for, if it says so. */
    Optional<Integer> java() {
        Stream<Optional<String>> configured = plugin("org.apache.maven.plugins:maven-compiler-plugin")
                .flatMap(plugin -> Stream.of("release", "source")
                        .map(setting -> plugin.value("configuration", setting).map(this::resolved)));
        Stream<Optional<String>> properties = Stream.of("maven.compiler.release", "maven.compiler.source")
                .map(name -> property(name).map(this::resolved));
        return Stream.concat(configured, properties)
                .flatMap(Optional::stream)
                .flatMap(HostPom::major)
                .findFirst();
    }

    /** The first number of the version of a dependency, if this POM names it. */
    Optional<Integer> majorOf(String group) {
        return Stream.concat(
                        project.list("dependencies").stream(),
                        project.list("dependencyManagement", "dependencies").stream())
                .filter(dependency -> dependency.value("groupId").orElse("").equals(group))
                .map(dependency -> dependency.value("version").map(this::resolved))
                .flatMap(Optional::stream)
                .flatMap(HostPom::major)
                .findFirst();
    }

    private static Stream<Integer> major(String version) {
        Matcher major = MAJOR.matcher(version);
        return major.matches() ? Stream.of(Integer.valueOf(major.group(1))) : Stream.empty();
    }

    private String resolved(String value) {
        Matcher reference = PROPERTY.matcher(value);
        return reference.matches() ? property(reference.group(1)).orElse(value) : value;
    }
}
