package dev.aegis.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written; that it builds and passes its tests is for CI. */
class AddedModulesTest {
    private static final String PLAIN = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
                <modelVersion>4.0.0</modelVersion>
                <groupId>com.acme.notes</groupId>
                <artifactId>notes</artifactId>
                <version>1</version>
            </project>
            """;
    private static final String WITH_MODULES = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>com.acme</groupId>
              <artifactId>Shop.Root</artifactId>
              <version>2.0</version>
              <packaging>pom</packaging>
              <modules>
                <module>app</module>
              </modules>
              <properties>
                <assertj.version>3.0.0</assertj.version>
              </properties>
            </project>
            """;

    private final Path root;

    AddedModulesTest(@TempDir Path root) {
        this.root = root;
    }

    private void pom(String text) throws IOException {
        Files.writeString(root.resolve("pom.xml"), text);
    }

    private Addition plan(String... modules) {
        return new AddedModules(Set.of(modules), Optional.empty()).planFor(root, "1.2.3");
    }

    private String text(String path) throws IOException {
        return Files.readString(root.resolve(path));
    }

    /** All files, and what is in them. */
    private Map<String, String> content() throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.toList()) {
                content.put(root.relativize(file).toString(), Files.isRegularFile(file) ? Files.readString(file) : "");
            }
        }
        return content;
    }

    /** The lines of the one without those that the other has beside them. */
    private static List<String> common(String shorter, String longer) {
        List<String> found = new ArrayList<>();
        List<String> lines = shorter.lines().toList();
        longer.lines().forEach(line -> {
            if (found.size() < lines.size() && line.equals(lines.get(found.size()))) {
                found.add(line);
            }
        });
        return found;
    }

    @Test
    void aProjectThatMakesAJarGetsTheFixturesAmongItsTests() throws IOException {
        pom(PLAIN);

        plan("db-testing").write(Set.of());

        assertThat(text("src/test/java/com/acme/notes/db/testing/DatabaseTest.java"))
                .startsWith("package com.acme.notes.db.testing;\n");
        assertThat(text("src/test/resources/META-INF/services/org.junit.platform.launcher.LauncherSessionListener"))
                .contains("com.acme.notes.db.testing.");
        assertThat(root.resolve("db-testing")).doesNotExist();
        String pom = text("pom.xml");
        assertThat(common(PLAIN, pom)).isEqualTo(PLAIN.lines().toList());
        PomElement project = PomParser.parse("pom.xml", pom);
        assertThat(project.list("dependencies"))
                .isNotEmpty()
                .allSatisfy(dependency -> assertThat(dependency.value("scope")).contains("test"));
        assertThat(project.list("dependencyManagement", "dependencies"))
                .extracting(PomElement::key)
                .contains("org.junit:junit-bom:pom", "org.xerial:sqlite-jdbc")
                .doesNotContain("org.assertj:assertj-core", "com.acme.notes:db-testing");
        assertThat(project.value("properties", "maven.compiler.source")).contains("17");
        assertThat(project.list("profiles")).hasSize(5);
        assertThat(pom).doesNotContain("<optional>", "dev.aegis");
    }

    @Test
    void aProjectWithModulesGetsModulesAndThoseThatTheyNeed() throws IOException {
        pom(WITH_MODULES);

        plan("database").write(Set.of());

        assertThat(text("core-db/src/main/java/com/acme/db/Database.java")).startsWith("package com.acme.db;\n");
        assertThat(root.resolve("core-db/src/main/java/com/acme/shields")).doesNotExist();
        assertThat(root.resolve("core-db/src/main/java/com/acme/jobs")).doesNotExist();
        assertThat(text("core-db/pom.xml"))
                .contains("<artifactId>Shop.Root</artifactId>\n    <version>2.0</version>\n  </parent>")
                .contains("<parameters>true</parameters>")
                .doesNotContain("dev.aegis");
        String pom = text("pom.xml");
        assertThat(common(WITH_MODULES, pom)).isEqualTo(WITH_MODULES.lines().toList());
        PomElement project = PomParser.parse("pom.xml", pom);
        assertThat(project.list("modules"))
                .extracting(PomElement::text)
                .containsExactly("app", "db-testing", "core-db");
        assertThat(project.list("dependencyManagement", "dependencies"))
                .extracting(PomElement::key)
                .contains("com.acme:core-db", "com.acme:db-testing", "org.jdbi:jdbi3-bom:pom")
                .doesNotContain("com.acme:migrations", "org.liquibase:liquibase-core");
    }

    @Test
    void jobsComeWithTheScheduler() throws IOException {
        pom(WITH_MODULES);
        plan("migrations").write(Set.of());
        assertThat(root.resolve("migrations/src/main/resources/db/changelog/scheduler"))
                .doesNotExist();

        Addition scheduler = plan("scheduler");
        scheduler.write(Set.of());

        assertThat(scheduler.lines()).contains("updated  migrations/src/main/resources/db/changelog/changelog.yaml");
        assertThat(text("migrations/src/main/resources/db/changelog/changelog.yaml"))
                .contains("path: scheduler");
        assertThat(root.resolve("core-db/src/main/java/com/acme/jobs/Jobs.java"))
                .exists();
        assertThat(PomParser.parse("pom.xml", text("pom.xml")).list("modules"))
                .extracting(PomElement::text)
                .doesNotHaveDuplicates()
                .contains("scheduler-service", "dropwizard-db");
    }

    @Test
    void whatTheProjectSaysItselfStaysAndIsTold() throws IOException {
        pom(WITH_MODULES);

        assertThat(plan("db-testing").lines())
                .contains("note: assertj.version is 3.0.0 and stays; it was tested with "
                        + new ModuleTemplates(Set.of())
                                .propertiesIn("${assertj.version}")
                                .get(0)
                                .text());
    }

    @Test
    void theSecondTimeThereIsNothingToAdd() throws IOException {
        pom(PLAIN);
        plan("db-testing").write(Set.of());

        assertThat(plan("db-testing").isEmpty()).isTrue();
        assertThat(text(".aegis.yaml"))
                .contains("version: \"1.2.3\"\n", "package: com.acme.notes\n", "modules: db-testing\n");
    }

    @Test
    void whatTheUserChangedIsLeftAloneUnlessTold() throws IOException {
        pom(PLAIN);
        plan("db-testing").write(Set.of());
        String changed = "src/test/java/com/acme/notes/db/testing/DatabaseTest.java";
        String shipped = text(changed);
        Files.writeString(root.resolve(changed), "// mine");
        Files.delete(root.resolve("src/test/java/com/acme/notes/db/testing/Isolation.java"));

        Addition again = plan("db-testing");
        assertThat(again.changedFiles()).containsExactly(changed);
        again.write(Set.of());
        assertThat(text(changed)).isEqualTo("// mine");
        assertThat(root.resolve("src/test/java/com/acme/notes/db/testing/Isolation.java"))
                .exists();

        plan("db-testing").write(Set.of(changed));
        assertThat(text(changed)).isEqualTo(shipped);
    }

    @Test
    void aFailureOnTheWayLeavesEverythingAsItWas() throws IOException {
        pom(PLAIN);
        Files.createDirectories(root.resolve("src/test"));
        Addition addition = plan("db-testing");
        Files.writeString(root.resolve("src/test/resources"), "a file where a directory has to be");
        Map<String, String> before = content();

        assertThatExceptionOfType(ScaffoldException.class)
                .isThrownBy(() -> addition.write(Set.of()))
                .withMessageEndingWith("; nothing was changed");
        assertThat(content()).isEqualTo(before);
    }

    @Test
    void aJarHasNoModules() throws IOException {
        pom(PLAIN);

        assertThatExceptionOfType(ScaffoldException.class)
                .isThrownBy(() -> plan("database"))
                .withMessageStartingWith("pom.xml makes a jar, and only a project with <packaging>pom</packaging>"
                        + " can have modules such as core-db");
    }

    @Test
    void anOldJavaOrJUnitIsRefused() throws IOException {
        pom(
                PLAIN.replace(
                        "    <version>1</version>\n",
                        "    <version>1</version>\n    <properties><j>11</j><maven.compiler.release>${j}</maven.compiler.release></properties>\n"));
        assertThatExceptionOfType(ScaffoldException.class)
                .isThrownBy(() -> plan("db-testing"))
                .withMessage(
                        "pom.xml compiles for Java 11, and the fixtures need 17; raise maven.compiler.release first");

        pom(PLAIN.replace("</project>", """
                    <dependencies>
                        <dependency>
                            <groupId>org.junit.jupiter</groupId>
                            <artifactId>junit-jupiter</artifactId>
                            <version>5.11.4</version>
                        </dependency>
                    </dependencies>
                </project>"""));
        assertThatExceptionOfType(ScaffoldException.class)
                .isThrownBy(() -> plan("db-testing"))
                .withMessage("pom.xml has org.junit.jupiter:junit-jupiter 5.11.4, and the modules need 6 or newer"
                        + " (tested with " + tested("junit.version") + "); raise its version first");
    }

    private static String tested(String property) {
        return new ModuleTemplates(Set.of())
                .propertiesIn("${" + property + "}")
                .get(0)
                .text();
    }

    private static String managing(String pom, String group, String artifact, String version, String more) {
        return pom.replace("</project>", """
                  <dependencyManagement>
                    <dependencies>
                      <dependency>
                        <groupId>%s</groupId>
                        <artifactId>%s</artifactId>
                        <version>%s</version>%s
                      </dependency>
                    </dependencies>
                  </dependencyManagement>
                </project>""".formatted(group, artifact, version, more));
    }

    /** What is managed wins over what comes with the modules. */
    @ParameterizedTest
    @CsvSource({
        "org.junit,          junit-bom,              5.10.2, pom",
        "org.junit.jupiter,  junit-jupiter-api,      5.10.2, jar",
        "org.junit.platform, junit-platform-launcher, 1.10.2, jar",
        "org.junit,          junit-bom,              ${of.junit}, pom",
        "org.testcontainers, testcontainers-bom,     1.20.4, pom",
        "org.postgresql,     postgresql,             9.4.1212.jre7, jar",
    })
    void anOlderLibraryIsRefusedWhereverItIsNamed(String group, String artifact, String version, String type)
            throws IOException {
        String more = type.equals("pom") ? "<type>pom</type><scope>import</scope>" : "";
        for (String host : List.of(PLAIN, WITH_MODULES)) {
            pom(managing(
                    host.replace(
                            "<version>",
                            "<properties><of.junit>${older}</of.junit><older>5.9.1</older></properties><version>"),
                    group,
                    artifact,
                    version,
                    more));
            Map<String, String> before = content();

            assertThatExceptionOfType(ScaffoldException.class)
                    .isThrownBy(() -> plan("db-testing"))
                    .withMessageStartingWith("pom.xml has " + group + ":" + artifact)
                    .withMessageMatching(".* and the modules need \\d+ or newer \\(tested with [\\d.]+\\);"
                            + " raise its version first");
            assertThat(content()).isEqualTo(before);
        }
    }

    @Test
    void whatAModuleNeedsBesidesIsRefusedWhenItIsOlder() throws IOException {
        pom(managing(WITH_MODULES, "org.jdbi", "jdbi3-core", "2.78", ""));
        assertThatExceptionOfType(ScaffoldException.class)
                .isThrownBy(() -> plan("database"))
                .withMessageStartingWith("pom.xml has org.jdbi:jdbi3-core 2.78, and the modules need 3 or newer");
        assertThat(plan("db-testing").isEmpty()).isFalse();
    }

    @Test
    void aPropertyOfTheSameNameWithAnOlderVersionIsRefused() throws IOException {
        pom(WITH_MODULES.replace("<assertj.version>3.0.0</assertj.version>", "<junit.version>4.13.2</junit.version>"));

        assertThatExceptionOfType(ScaffoldException.class)
                .isThrownBy(() -> plan("db-testing"))
                .withMessage("pom.xml sets the property junit.version to 4.13.2, and the modules need it for"
                        + " org.junit:junit-bom:pom 6 or newer (tested with " + tested("junit.version")
                        + "); raise it, or give yours another name");

        pom(WITH_MODULES.replace(
                "<assertj.version>3.0.0</assertj.version>", "<junit4.version>4.13.2</junit4.version>"));
        assertThat(plan("db-testing").isEmpty()).isFalse();
    }

    @Test
    void anImportThatCannotBeReadIsTold() throws IOException {
        pom(managing(
                WITH_MODULES,
                "org.springframework.boot",
                "spring-boot-dependencies",
                "4.0.0",
                "<type>pom</type><scope>import</scope>"));

        assertThat(plan("db-testing").lines())
                .contains(
                        "note: org.springframework.boot:spring-boot-dependencies:pom is imported, and the versions that"
                                + " it manages stay; if the modules do not compile, compare them with 'mvn dependency:tree'");
    }

    @ParameterizedTest
    @CsvSource({
        "${java.version}, ${java.v}, 11",
        "1.${java.version}, ${java.v}, 8",
    })
    void anOldJavaIsFoundHoweverManyPropertiesLeadToIt(String release, String version, String old) throws IOException {
        pom(PLAIN.replace(
                "</project>",
                "<properties><maven.compiler.release>%s</maven.compiler.release><java.version>%s</java.version><java.v>%s</java.v></properties></project>"
                        .formatted(release, version, old)));

        assertThatExceptionOfType(ScaffoldException.class)
                .isThrownBy(() -> plan("db-testing"))
                .withMessage("pom.xml compiles for Java " + old
                        + ", and the fixtures need 17; raise maven.compiler.release first");
    }

    @Test
    void theFixturesNeedOnlyTheJavaOfTheTests() throws IOException {
        pom(PLAIN.replace(
                "</project>",
                "<properties><a>${b}</a><b>${a}</b><maven.compiler.release>11</maven.compiler.release>"
                        + "<maven.compiler.testRelease>17</maven.compiler.testRelease></properties></project>"));

        assertThat(plan("db-testing").isEmpty()).isFalse();
    }

    @Test
    void aByteOrderMarkStays() throws IOException {
        pom("\uFEFF<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + PLAIN.replace("notes</artifactId>", "notes</artifactId><name>Caf\u00E9</name>"));

        plan("db-testing").write(Set.of());

        assertThat(text("pom.xml"))
                .startsWith("\uFEFF<?xml version")
                .contains("<name>Caf\u00E9</name>", "<artifactId>sqlite-jdbc</artifactId>");
        assertThat(plan("db-testing").isEmpty()).isTrue();
    }

    @Test
    void aPomBehindASymbolicLinkIsChangedWhereItIs() throws IOException {
        Path real = Files.createDirectory(root.resolve("shared")).resolve("the-pom.xml");
        Files.writeString(real, PLAIN);
        Files.createSymbolicLink(root.resolve("pom.xml"), Path.of("shared/the-pom.xml"));

        plan("db-testing").write(Set.of());

        assertThat(root.resolve("pom.xml")).isSymbolicLink();
        assertThat(real).content().contains("<artifactId>sqlite-jdbc</artifactId>");
    }

    @Test
    void aPomKeepsItsPermissions() throws IOException {
        pom(PLAIN);
        Files.setPosixFilePermissions(root.resolve("pom.xml"), PosixFilePermissions.fromString("rw-------"));

        plan("db-testing").write(Set.of());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("pom.xml"))))
                .isEqualTo("rw-------");
        assertThat(text("pom.xml")).contains("<artifactId>sqlite-jdbc</artifactId>");
    }

    @Test
    void aLinkThatLeadsNowhereIsNotWrittenThrough() throws IOException {
        pom(PLAIN);
        String linked = "src/test/java/com/acme/notes/db/testing/DatabaseTest.java";
        Files.createDirectories(root.resolve(linked).getParent());
        Files.createSymbolicLink(root.resolve(linked), root.resolve("nowhere"));

        assertThatExceptionOfType(ScaffoldException.class)
                .isThrownBy(() -> plan("db-testing"))
                .withMessageEndingWith("is a symbolic link that leads nowhere; remove it");
    }

    /** Elements on one line are parted; what was there is not told as new. */
    @Test
    void thePlanTellsOnlyLinesThatAreAdded() throws IOException {
        String pom = """
                <project><modelVersion>4.0.0</modelVersion><groupId>com.acme</groupId>
                <artifactId>shop</artifactId><version>1</version><packaging>pom</packaging>
                <modules><module>app</module></modules>
                <properties><a>1</a></properties>
                </project>
                """;
        pom(pom);

        Addition addition = plan("db-testing");
        List<String> lines = addition.lines();
        addition.write(Set.of());

        List<String> told = lines.stream()
                .filter(line -> line.startsWith("  + "))
                .map(line -> line.substring(4).strip())
                .toList();
        assertThat(lines).contains("pom.xml  " + told.size() + " lines more");
        assertThat(told)
                .contains("<module>db-testing</module>", "<artifactId>sqlite-jdbc</artifactId>")
                .doesNotContain("</modules>", "</project>", "</properties></project>")
                .noneMatch(line -> line.contains("<a>1</a>") || line.contains("app"));
        String written = text("pom.xml").replaceAll("\\s", "");
        assertThat(String.join("", told).replaceAll("\\s", "").length())
                .isEqualTo(written.length() - pom.replaceAll("\\s", "").length());
    }

    @Test
    void whatCannotBeAddedIsToldInOneLine() throws IOException {
        assertThatExceptionOfType(ScaffoldException.class)
                .isThrownBy(() -> plan("db-testing"))
                .withMessageEndingWith("there is no pom.xml; name the root directory of a Maven project");

        pom(WITH_MODULES.replace("com.acme", "com.acme-corp"));
        assertThatExceptionOfType(ScaffoldException.class)
                .isThrownBy(() -> plan("db-testing"))
                .withMessageStartingWith("the groupId 'com.acme-corp' is no Java package")
                .withMessageEndingWith("name one with --package");
        assertThatExceptionOfType(ScaffoldException.class)
                .isThrownBy(() -> plan("db-tasting"))
                .withMessageContaining("there are db-testing, core-db, migrations, dropwizard-db, api-service");

        Files.writeString(root.resolve(".aegis.yaml"), "components: \"database[sqlite]\"\n");
        assertThatExceptionOfType(ScaffoldException.class)
                .isThrownBy(() -> plan("db-testing"))
                .withMessageContaining("'aegis init' made this project of database[sqlite]");
    }
}
