package dev.aegis.scaffold;

import java.util.Optional;
import java.util.Set;

/** Makes the POM of a module one that does without the root of this repository: it says itself how it is built. */
final class ModulePom {
    private static final String COMPILER = "org.apache.maven.plugins:maven-compiler-plugin";
    private static final String SUREFIRE = "org.apache.maven.plugins:maven-surefire-plugin";

    /** Of the build, not of the project: a module keeps them to itself. */
    static final Set<String> OWN_PROPERTIES =
            Set.of("maven.compiler.release", "project.build.sourceEncoding", "db", "test.jvm.flags");

    private final ModuleTemplates templates;

    ModulePom(ModuleTemplates templates) {
        this.templates = templates;
    }

    /** The POM of a module below that of a host; names of packages are still those of the template. */
    String adapted(String module, HostPom host) {
        PomElement pom = templates.pom(module);
        String text = templates.text(module + ModuleTemplates.POM);
        PomElement parent = pom.child("parent").orElseThrow();
        String own = "\n    <groupId>%s</groupId>\n    <artifactId>%s</artifactId>\n    <version>%s</version>\n  "
                .formatted(host.group(), host.artifact(), host.version());
        text = text.substring(0, parent.contentStart()) + own + text.substring(parent.contentEnd());
        text = text.replace("<groupId>dev.aegis</groupId>", "<groupId>" + host.group() + "</groupId>");
        PomEditor editor = new PomEditor(module + ModuleTemplates.POM, withPlugins(text));
        OWN_PROPERTIES.stream()
                .sorted()
                .map(name -> templates.propertiesIn("${" + name + "}").get(0))
                .forEach(property -> editor.add(templates.block(property), "properties"));
        editor.add(compiler(), "build", "plugins");
        editor.add(surefire(), "build", "plugins");
        return editor.text();
    }

    /** Gives the plugins what the root manages: versions, and when they run. */
    private String withPlugins(String pom) {
        String text = pom;
        for (PomElement plugin : PomParser.parse("pom.xml", pom).list("build", "plugins")) {
            Optional<PomElement> managed = templates.managedPlugin(plugin.key());
            if (managed.isPresent() && plugin.child("version").isEmpty()) {
                String artifact = "<artifactId>" + plugin.value("artifactId").orElseThrow() + "</artifactId>";
                String version =
                        "\n        <version>" + managed.get().value("version").orElseThrow() + "</version>";
                String executions = plugin.child("executions").isPresent()
                        ? ""
                        : managed.get()
                                .child("executions")
                                .map(found ->
                                        "\n" + templates.block(found).indent(8).stripTrailing())
                                .orElse("");
                text = text.replace(artifact, artifact + version + executions);
            }
        }
        return text;
    }

    private String compiler() {
        return """
                <plugin>
                  <groupId>org.apache.maven.plugins</groupId>
                  <artifactId>maven-compiler-plugin</artifactId>
                  <version>%s</version>
                  <configuration>
                    <!-- DAOs bind by the names of parameters -->
                    <parameters>true</parameters>
                    <!-- Annotations of libraries, whose own types are not needed: javac -Xlint:all warns of them -->
                    <compilerArgs combine.children="append">
                      <arg>-Xlint:-classfile</arg>
                    </compilerArgs>
                  </configuration>
                </plugin>""".formatted(version(COMPILER));
    }

    private String surefire() {
        return templates.block(templates.managedPlugin(SUREFIRE).orElseThrow());
    }

    String version(String plugin) {
        return templates
                .managedPlugin(plugin)
                .flatMap(found -> found.value("version"))
                .orElseThrow();
    }
}
