package dev.aegis.scaffold;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Adds the fixtures to a project that makes a jar: as sources among its tests, since it cannot have modules. What the
 * fixtures need, it needs for its tests.
 */
final class AddedToTests {
    private static final int JAVA = 17;
    private static final String SUREFIRE = "org.apache.maven.plugins:maven-surefire-plugin";

    private final ModuleTemplates templates;
    private final HostPom host;
    private final Renaming renaming;

    AddedToTests(ModuleTemplates templates, HostPom host, ProjectNames names) {
        this.templates = templates;
        this.host = host;
        this.renaming = new Renaming(names);
    }

    HostChange add(List<String> modules, String pom) {
        refuseOldJava();
        new OlderVersions(templates, host)
                .refuse(templates.management(modules, dependency -> !isOfItsTests(dependency)));
        List<ProjectFile> files = new ArrayList<>();
        PomEditor editor = new PomEditor(HostPom.FILE, pom);
        ManagedLines lines = new ManagedLines(templates, host);
        for (String module : modules) {
            files.addAll(sources(module));
            addDependencies(editor, lines, module);
        }
        addBuild(editor, lines);
        lines.noteImports();
        return HostChange.of(files, editor, lines.notes());
    }

    private void refuseOldJava() {
        host.java().filter(java -> java < JAVA).ifPresent(java -> {
            throw new ScaffoldException("pom.xml compiles for Java " + java + ", and the fixtures need " + JAVA
                    + "; raise maven.compiler.release first");
        });
    }

    private List<ProjectFile> sources(String module) {
        List<ProjectFile> files = new ArrayList<>();
        JavaFormat format = new JavaFormat();
        new TreeMap<>(templates.filesOf(module)).forEach((path, text) -> {
            if (path.startsWith("src/main/")) {
                String target = renaming.path(path.replaceFirst("^src/main/", "src/test/"));
                String renamed = renaming.text(path, text);
                files.add(ProjectFile.of(target, target.endsWith(".java") ? format.format(target, renamed) : renamed));
            }
        });
        return files;
    }

    private void addDependencies(PomEditor editor, ManagedLines lines, String module) {
        String text = templates.text(module + ModuleTemplates.POM);
        PomElement pom = templates.pom(module);
        List<PomElement> management = templates.management(List.of(module), this::isNew).stream()
                .filter(element -> !ModuleTemplates.isModule(element))
                .toList();
        lines.addProperties(editor, lines.addManagement(editor, management), Set.of());
        for (PomElement dependency : pom.list("dependencies")) {
            if (isNew(dependency)) {
                editor.add(forTests(ModuleTemplates.block(text, dependency)), "dependencies");
            }
        }
        for (PomElement profile : pom.list("profiles")) {
            String id = profile.value("id").orElseThrow();
            if (host.project().list("profiles").stream()
                    .noneMatch(there -> there.value("id").orElse("").equals(id))) {
                editor.add(
                        ModuleTemplates.block(text, profile).replace("<scope>runtime</scope>", "<scope>test</scope>"),
                        "profiles");
            }
        }
    }

    /** What only the tests of the fixtures need stays behind with them. */
    private boolean isNew(PomElement dependency) {
        return !isOfItsTests(dependency) && !host.dependencies().contains(dependency.key());
    }

    private static boolean isOfItsTests(PomElement dependency) {
        return dependency.value("scope").orElse("").equals("test");
    }

    private static String forTests(String dependency) {
        return dependency
                .replaceAll("\\n *<optional>true</optional>", "")
                .replace("</dependency>", "  <scope>test</scope>\n</dependency>");
    }

    /** What Maven would take if nobody said anything compiles for a Java of long ago, and runs no JUnit tests. */
    private void addBuild(PomEditor editor, ManagedLines lines) {
        if (host.hasParent()) {
            if (host.java().isEmpty()) {
                lines.note("the fixtures need Java " + JAVA
                        + ", JUnit 6 and Surefire 3; this POM leaves them to its parent");
            }
            return;
        }
        if (host.java().isEmpty()) {
            editor.add("<maven.compiler.source>" + JAVA + "</maven.compiler.source>", "properties");
            editor.add("<maven.compiler.target>" + JAVA + "</maven.compiler.target>", "properties");
        }
        if (host.property("project.build.sourceEncoding").isEmpty()) {
            editor.add("<project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>", "properties");
        }
        if (!host.configuresPlugin(SUREFIRE)) {
            editor.add("""
                    <plugin>
                      <groupId>org.apache.maven.plugins</groupId>
                      <artifactId>maven-surefire-plugin</artifactId>
                      <version>%s</version>
                    </plugin>""".formatted(new ModulePom(templates).version(SUREFIRE)), "build", "plugins");
        }
    }
}
