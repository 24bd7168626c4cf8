package dev.aegis.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the files say; that they build, test and run is for the matrix in CI. */
class NewProjectTest {
    private static final String VERSION = "1.2.3";
    private static final Map<NewProject, List<ProjectFile>> MADE = new HashMap<>();

    @TempDir
    private Path parent;

    private static NewProject project(String components, boolean example) {
        return new NewProject(ProjectNames.of("my-shop", "com.acme.shop"), Components.parse(components), example);
    }

    /** Making one takes seconds. */
    private static List<ProjectFile> files(NewProject project) {
        return MADE.computeIfAbsent(project, made -> made.files(VERSION));
    }

    private static List<String> paths(NewProject project) {
        return files(project).stream().map(ProjectFile::path).toList();
    }

    private static String text(NewProject project, String path) {
        return files(project).stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .flatMap(ProjectFile::text)
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "database[sqlite]             | false",
                "database[postgres]           | false",
                "database[postgres],scheduler | true",
            })
    void speaksOfNothingThatWasNotAskedFor(String components, boolean example) {
        NewProject project = project(components, example);
        List<String> foreign = new ArrayList<>(List.of(
                "dev\\.aegis", "dev/aegis", "part: (?!example)[a-z]+( -->)?$", "scaffold", "docs/[a-z-]+\\.md"));
        if (!example) {
            foreign.add("part: example");
            foreign.addAll(List.of("shield", "\\bforg(e|ing)(?!t)", "temper"));
        }
        if (!project.components().scheduler()) {
            foreign.addAll(List.of("scheduler-service", "db-scheduler", "\\.jobs\\b"));
        }
        if (!project.components().sqlite()) {
            foreign.add("make run\\b(?!-)");
        }
        Pattern words = Pattern.compile(String.join("|", foreign), Pattern.CASE_INSENSITIVE);

        assertThat(files(project).stream()
                        .filter(file -> !file.path().equals(ProjectRecord.FILE))
                        .flatMap(file -> Stream.concat(
                                        Stream.of(file.path()),
                                        file.text().orElse("").lines())
                                .filter(line -> words.matcher(line).find())
                                .map(line -> file.path() + ": " + line.strip())))
                .isEmpty();
    }

    /** A link that lost its target is a sentence without its sense. */
    @Test
    void noPageLosesALink() {
        NewProject project = project("database[sqlite,postgres],scheduler", true);
        ModuleTemplates templates = new ModuleTemplates(project.components().parts(true));

        assertThat(templates.all()).isNotEmpty().allSatisfy(module -> {
            String page = module + "/README.md";
            assertThat(links(text(project, page))).isEqualTo(links(templates.text(page)));
        });
    }

    private static List<String> links(String page) {
        return Pattern.compile("]\\([^)]+\\)")
                .matcher(page)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    @Test
    void theSameRequestGivesTheSameBytes() {
        NewProject project = project("database[postgres],scheduler", true);

        assertThat(project.files(VERSION)).isEqualTo(files(project));
    }

    @Test
    void theEngineIsTheDefaultOne() {
        assertThat(paths(project("database[sqlite]", false))).doesNotContain(".env.defaults");
        assertThat(text(project("database[postgres],scheduler", true), ".env.defaults"))
                .contains("DATABASE_URL=postgresql://");
    }

    @Test
    void whereItCameFromIsOnRecord() {
        NewProject project = project("database[postgres],scheduler", true);
        String record = text(project, ".aegis.yaml");

        assertThat(record)
                .contains("version: \"1.2.3\"\n", "components: \"database[postgres],scheduler\"\n", "example: true\n");
        assertThat(record.lines().filter(line -> line.matches("  \\S+: [0-9a-f]{64}")))
                .hasSize(paths(project).size() - 1);
    }

    @Test
    void isWrittenAsARepositoryWithItsScriptsExecutable() throws IOException {
        Files.createDirectory(parent.resolve("my-shop"));

        project("database[sqlite]", false).write(parent, VERSION);

        Path root = parent.resolve("my-shop");
        assertThat(root.resolve(".git/HEAD")).content().isEqualTo("ref: refs/heads/main\n");
        assertThat(root.resolve("aegis")).isExecutable();
        assertThat(root.resolve(".ci/run")).isExecutable();
        assertThat(root.resolve("pom.xml")).content().contains("<artifactId>my-shop</artifactId>");
        assertThat(root.resolve("core-db/src/main/java/com/acme/shop/db/Database.java"))
                .content()
                .startsWith("package com.acme.shop.db;\n");
        assertThat(listed(parent)).containsExactly(root);
    }

    @Test
    void aDirectoryWithSomethingInItIsLeftAlone() throws IOException {
        Path notes = Files.createDirectory(parent.resolve("my-shop")).resolve("notes.txt");
        Files.writeString(notes, "mine");

        assertThatExceptionOfType(ScaffoldException.class)
                .isThrownBy(() -> project("database", true).write(parent, VERSION))
                .withMessageEndingWith("my-shop exists and is not empty; choose another name, or remove it");
        assertThat(listed(parent)).containsExactly(notes.getParent());
        assertThat(notes).hasContent("mine");
    }

    @Test
    void aFileInItsPlaceIsLeftAlone() throws IOException {
        Files.writeString(parent.resolve("my-shop"), "mine");

        assertThatExceptionOfType(ScaffoldException.class)
                .isThrownBy(() -> project("database", true).write(parent, VERSION))
                .withMessageEndingWith("my-shop exists; choose another name, or remove it");
        assertThat(parent.resolve("my-shop")).hasContent("mine");
    }

    @Test
    void aLinkInItsPlaceIsLeftAloneWhereverItLeads() throws IOException {
        Path link = parent.resolve("my-shop");
        Path empty = Files.createDirectory(parent.resolve("empty"));
        for (Path end : List.of(parent.resolve("nowhere"), empty)) {
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, end);

            assertThatExceptionOfType(ScaffoldException.class)
                    .isThrownBy(() -> project("database", true).write(parent, VERSION))
                    .withMessageEndingWith("my-shop is a symbolic link; choose another name, or remove it");
            assertThat(link).isSymbolicLink();
        }
        assertThat(listed(parent)).containsExactlyInAnyOrder(link, empty);
    }

    @ParameterizedTest
    @ValueSource(strings = {"./%s", "%s/.", "%s/../%s/."})
    void theDirectoryAboveMayBeNamedInAnyWay(String form) {
        Path relative = Path.of("").toAbsolutePath().relativize(parent.toAbsolutePath());
        Path named = Path.of(form.replaceFirst("%s", relative.toString())
                .replace("%s", relative.getFileName().toString()));

        new ProjectDirectory(named, "my-shop").write(() -> List.of(ProjectFile.of(".ci/run", "#!/bin/sh\n")));

        assertThat(parent.resolve("my-shop/.ci/run")).isExecutable();
    }

    @Test
    void theDirectoryAboveExists() {
        assertThatExceptionOfType(ScaffoldException.class)
                .isThrownBy(() -> project("database", true).write(parent.resolve("nowhere"), VERSION))
                .withMessageEndingWith("nowhere is no directory; make it, or name another one");
    }

    @Test
    void aFailureOnTheWayLeavesNothingBehind() throws IOException {
        ProjectDirectory directory = new ProjectDirectory(parent, "my-shop");
        List<ProjectFile> conflicting =
                List.of(ProjectFile.of("a", "a file"), ProjectFile.of("a/b", "and a directory"));

        assertThatExceptionOfType(ScaffoldException.class)
                .isThrownBy(() -> directory.write(() -> conflicting))
                .withMessageStartingWith("cannot write ")
                .withMessageEndingWith("; nothing was left behind");
        assertThat(listed(parent)).isEmpty();
    }

    private static List<Path> listed(Path directory) throws IOException {
        try (Stream<Path> content = Files.list(directory)) {
            return content.toList();
        }
    }
}
