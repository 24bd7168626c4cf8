package dev.aegis.scaffold;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Adds modules to a project that has modules: each in a directory of its own. */
final class AddedToModules {
    private final ModuleTemplates templates;
    private final HostPom host;
    private final Renaming renaming;

    AddedToModules(ModuleTemplates templates, HostPom host, ProjectNames names) {
        this.templates = templates;
        this.host = host;
        this.renaming = new Renaming(names);
    }

    HostChange add(List<String> modules, String pom) {
        new OlderVersions(templates, host).refuse(templates.management(modules));
        Map<String, String> poms = new LinkedHashMap<>();
        ModulePom adapter = new ModulePom(templates);
        modules.forEach(module -> poms.put(module, adapter.adapted(module, host)));
        PomEditor editor = new PomEditor(HostPom.FILE, pom);
        ManagedLines lines = new ManagedLines(templates, host);
        for (String module : modules) {
            if (!host.hasModule(module)) {
                editor.add("<module>" + module + "</module>", "modules");
            }
        }
        String managed = lines.addManagement(editor, templates.management(modules));
        lines.addProperties(editor, managed + String.join("\n", poms.values()), ModulePom.OWN_PROPERTIES);
        lines.noteImports();
        return HostChange.of(files(poms), editor, lines.notes());
    }

    private List<ProjectFile> files(Map<String, String> poms) {
        List<ProjectFile> files = new ArrayList<>();
        JavaFormat format = new JavaFormat();
        poms.forEach((module, pom) -> {
            Map<String, String> sources = new TreeMap<>(templates.filesOf(module));
            sources.put("pom.xml", pom);
            sources.forEach((path, text) -> files.add(renamed(module + "/" + path, text, format)));
        });
        Set<String> paths = files.stream().map(ProjectFile::path).collect(Collectors.toSet());
        return files.stream().map(file -> MarkdownPage.inProject(file, paths)).toList();
    }

    private ProjectFile renamed(String path, String text, JavaFormat format) {
        String renamed = renaming.text(path, text);
        String target = renaming.path(path);
        return ProjectFile.of(target, target.endsWith(".java") ? format.format(target, renamed) : renamed);
    }
}
