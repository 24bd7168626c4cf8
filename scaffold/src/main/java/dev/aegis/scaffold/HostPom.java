package dev.aegis.scaffold;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the POM of the project that takes modules says about itself. */
record HostPom(PomElement project) {
    static final String FILE = "pom.xml";
    private static final List<String> JAVA_SETTINGS = List.of("testRelease", "release", "testSource", "source");
    private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]+)}");
    /** Properties that lead to each other lead nowhere. */
    private static final int DEEPEST = 20;

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

    /** The version of Java that its tests are compiled for, if it says so. */
    Optional<Integer> java() {
        Stream<Optional<String>> configured = plugin("org.apache.maven.plugins:maven-compiler-plugin")
                .flatMap(plugin -> JAVA_SETTINGS.stream()
                        .map(setting -> plugin.value("configuration", setting).map(this::resolved)));
        Stream<Optional<String>> properties = JAVA_SETTINGS.stream()
                .map(setting -> property("maven.compiler." + setting).map(this::resolved));
        return Stream.concat(configured, properties)
                .flatMap(Optional::stream)
                .flatMap(HostPom::major)
                .findFirst();
    }

    /** The dependencies that it has or manages, those that it imports management from included. */
    Stream<PomElement> named() {
        return Stream.concat(
                project.list("dependencies").stream(), project.list("dependencyManagement", "dependencies").stream());
    }

    /** The POMs that it takes the management of versions from. */
    Stream<PomElement> imported() {
        return project.list("dependencyManagement", "dependencies").stream()
                .filter(element -> element.value("scope").orElse("").equals("import"));
    }

    private static Stream<Integer> major(String version) {
        Matcher major = MAJOR.matcher(version);
        return major.matches() ? Stream.of(Integer.valueOf(major.group(1))) : Stream.empty();
    }

    /** The value with the properties of this POM in their places; those that it does not define stay. */
    String resolved(String value) {
        String text = value;
        for (int depth = 0; depth < DEEPEST; depth++) {
            String next = PROPERTY.matcher(text)
                    .replaceAll(reference -> Matcher.quoteReplacement(
                            property(reference.group(1)).orElse(reference.group())));
            if (next.equals(text)) {
                return text;
            }
            text = next;
        }
        return text;
    }
}
