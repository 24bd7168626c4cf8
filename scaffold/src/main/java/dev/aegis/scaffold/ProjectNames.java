package dev.aegis.scaffold;

import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/**
 * What a project is called.
 *
 * @param project its directory, Maven artifact and Compose project: lower-case letters, digits and hyphens
 * @param basePackage the Java package above all of its packages
 * @param group its Maven groupId
 */
public record ProjectNames(String project, String basePackage, String group) {
    private static final Pattern PROJECT = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern PACKAGE = Pattern.compile("[a-z_][a-z0-9_]*(\\.[a-z_][a-z0-9_]*)*");
    private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]*(\\.[A-Za-z0-9_][A-Za-z0-9_-]*)*");
    private static final int LONGEST_PROJECT = 60;
    private static final int LONGEST_PACKAGE = 120;
    /** They would be two Maven modules of the same name. */
    private static final Set<String> MODULES = Set.of(
            "api-service",
            "cli",
            "core-db",
            "db-testing",
            "dropwizard-db",
            "migrations",
            "scheduler-service",
            "single-service");

    /** @throws ScaffoldException if a name cannot be one */
    public ProjectNames {
        if (!PROJECT.matcher(project).matches() || project.length() > LONGEST_PROJECT) {
            throw new ScaffoldException("project name '" + project + "': use lower-case letters, digits and hyphens,"
                    + " a letter first, at most " + LONGEST_PROJECT + ", as in my-project");
        }
        if (MODULES.contains(project)) {
            throw new ScaffoldException("project name '" + project + "' is that of a module; choose another one");
        }
        if (!PACKAGE.matcher(basePackage).matches() || basePackage.length() > LONGEST_PACKAGE) {
            throw new ScaffoldException("package '" + basePackage + "': use lower-case letters, digits and underscores"
                    + " between dots, at most " + LONGEST_PACKAGE + ", as in com.acme.shop");
        }
        if (!SourceVersion.isName(basePackage)) {
            throw new ScaffoldException(
                    "package '" + basePackage + "': a part of it is a reserved word of Java; choose another one");
        }
        if (basePackage.equals("java") || basePackage.startsWith("java.")) {
            throw new ScaffoldException(
                    "package '" + basePackage + "': Java keeps java.* to itself; choose another one");
        }
        if (!GROUP.matcher(group).matches()) {
            throw new ScaffoldException("group '" + group + "': use letters, digits, hyphens and underscores"
                    + " between dots, as in com.acme");
        }
    }

    /** The group is called as the package. */
    public static ProjectNames of(String project, String basePackage) {
        return new ProjectNames(project, basePackage, basePackage);
    }
}
