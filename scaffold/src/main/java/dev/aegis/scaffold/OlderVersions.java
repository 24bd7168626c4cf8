package dev.aegis.scaffold;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refuses a project that names an older major version of a library than the modules need: what it names stays, and the
 * modules would not compile.
 */
final class OlderVersions {
    private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]+)}");
    private static final Pattern MAJOR = Pattern.compile("(\\d{1,6})(?:\\D.*)?");

    /** Its version is that of PostgreSQL, and the modules work with older ones. */
    private static final String POSTGRES = "io.zonky.test.postgres";

    private final ModuleTemplates templates;
    private final HostPom host;

    OlderVersions(ModuleTemplates templates, HostPom host) {
        this.templates = templates;
        this.host = host;
    }

    /**
     * Looks for them.
     *
     * @param needed what manages the libraries that the modules need, as in the template
     * @throws ScaffoldException if there is one
     */
    void refuse(List<PomElement> needed) {
        for (PomElement element : needed) {
            if (!ModuleTemplates.isModule(element) && !group(element).equals(POSTGRES)) {
                refuse(element);
            }
        }
    }

    private void refuse(PomElement needed) {
        String version = needed.value("version").orElse("");
        Matcher reference = PROPERTY.matcher(version);
        String property = reference.matches() ? reference.group(1) : "";
        String tested = templates.propertiesIn(version).stream()
                .findFirst()
                .map(PomElement::text)
                .orElse(version);
        int wanted = major(tested).orElse(0);
        host.named()
                .filter(named -> concerns(needed, named))
                .filter(named -> isOlder(named.value("version"), wanted))
                .findFirst()
                .ifPresent(named -> {
                    throw new ScaffoldException("pom.xml has " + named.key() + " "
                            + named.value("version").map(host::resolved).orElse("") + ", and the modules need " + wanted
                            + " or newer (tested with " + tested + "); raise its version first");
                });
        if (isOlder(host.property(property), wanted)) {
            throw new ScaffoldException("pom.xml sets the property " + property + " to "
                    + host.property(property).orElse("") + ", and the modules need it for " + needed.key() + " "
                    + wanted
                    + " or newer (tested with " + tested + "); raise it, or give yours another name");
        }
    }

    private boolean isOlder(Optional<String> version, int wanted) {
        return version.map(host::resolved)
                .flatMap(OlderVersions::major)
                .filter(major -> major < wanted)
                .isPresent();
    }

    private static Optional<Integer> major(String version) {
        Matcher major = MAJOR.matcher(version);
        return major.matches() ? Optional.of(Integer.valueOf(major.group(1))) : Optional.empty();
    }

    /** Whether the one decides about versions that the other one decides about, too. */
    private static boolean concerns(PomElement needed, PomElement named) {
        boolean oneManagesAll = managesAll(needed) || managesAll(named);
        return needed.key().equals(named.key())
                || (oneManagesAll && family(needed).equals(family(named)));
    }

    private static boolean managesAll(PomElement element) {
        return element.value("type").orElse("").equals("pom");
    }

    /** JUnit's groups go together. */
    private static String family(PomElement element) {
        String group = group(element);
        return group.startsWith("org.junit.") ? "org.junit" : group;
    }

    private static String group(PomElement element) {
        return element.value("groupId").orElse("");
    }
}
