package dev.aegis.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was there stays, to the byte; what is new looks as if its author had written it. */
class PomEditorTest {
    private static String edited(String pom, String block, String... path) {
        PomEditor editor = new PomEditor("pom.xml", pom);
        editor.add(block, path);
        return editor.text();
    }

    @Test
    void addsAfterTheLastOfItsKind() {
        assertThat(edited("""
                <project>
                  <modules>
                    <module>app</module>
                    <!-- the last one -->
                  </modules>
                </project>
                """, "<module>core-db</module>", "modules")).isEqualTo("""
                <project>
                  <modules>
                    <module>app</module>
                    <!-- the last one -->
                    <module>core-db</module>
                  </modules>
                </project>
                """);
    }

    @Test
    void makesWhatIsMissingWhereMavenWantsIt() {
        assertThat(edited(
                        """
                <project>
                  <artifactId>a</artifactId>
                  <build/>
                </project>
                """,
                        "<dependency>\n  <groupId>g</groupId>\n</dependency>",
                        "dependencyManagement",
                        "dependencies"))
                .isEqualTo("""
                <project>
                  <artifactId>a</artifactId>
                  <dependencyManagement>
                    <dependencies>
                      <dependency>
                        <groupId>g</groupId>
                      </dependency>
                    </dependencies>
                  </dependencyManagement>
                  <build/>
                </project>
                """);
    }

    @Test
    void indentsAndEndsLinesAsTheOthersAre() {
        assertThat(edited(
                        "<project>\r\n\t<artifactId>a</artifactId>\r\n\r\n\t<dependencies>\r\n\t</dependencies>\r\n</project>",
                        "<a>1</a>",
                        "properties"))
                .isEqualTo(
                        "<project>\r\n\t<artifactId>a</artifactId>\r\n\r\n\t<properties>\r\n\t\t<a>1</a>\r\n\t</properties>\r\n"
                                + "\r\n\t<dependencies>\r\n\t</dependencies>\r\n</project>");
    }

    @Test
    void doesNotMistakeACommentOrAnotherElementForTheOneThatIsMeant() {
        String pom = """
                <?xml version="1.0"?>
                <!-- <modules></modules> -->
                <project a="x > y">
                  <artifactId>a</artifactId> <!-- <properties> -->
                  <profiles>
                    <profile>
                      <properties>
                        <b><![CDATA[</properties>]]></b>
                      </properties>
                    </profile>
                  </profiles>
                </project>
                """;

        assertThat(edited(pom, "<a>1</a>", "properties"))
                .isEqualTo(pom.replace(
                        "<!-- <properties> -->\n",
                        "<!-- <properties> -->\n  <properties>\n    <a>1</a>\n  </properties>\n"));
    }

    @Test
    void openAndEndOnOneLineArePartedByWhatIsNew() {
        assertThat(edited("<project>\n  <modules></modules>\n</project>\n", "<module>a</module>", "modules"))
                .isEqualTo("<project>\n  <modules>\n    <module>a</module>\n  </modules>\n</project>\n");
    }

    @Test
    void aTagThatWouldHaveToChangeIsRefused() {
        assertThatExceptionOfType(ScaffoldException.class)
                .isThrownBy(() -> edited("<project>\n  <modules/>\n</project>\n", "<module>a</module>", "modules"))
                .withMessage("pom.xml: nothing can be added to <modules/> without changing that line;"
                        + " write it with an end tag of its own, or take it out");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "<project>",
                "<project></wrong>",
                "<settings/>",
                "<project>&unknown;</project>",
                "<project"
            })
    void whatIsNoPomIsRefused(String text) {
        assertThatExceptionOfType(ScaffoldException.class)
                .isThrownBy(() -> PomParser.parse("pom.xml", text))
                .withMessageStartingWith("pom.xml: not a POM")
                .withMessageNotContaining("\n");
    }

    @Test
    void placesCountFromTheStartOfTheFileWhateverItBeginsWith() {
        for (String beginning : List.of(
                "", "\uFEFF", "\u00EF\u00BB\u00BF", "<?xml version='1.0' encoding='ISO-8859-1'?>\r\n<!-- \u00E9 -->")) {
            String pom = beginning + "<project><name>caf\u00E9</name></project>";

            PomElement name = PomParser.parse("pom.xml", pom).child("name").orElseThrow();

            assertThat(pom.substring(name.start(), name.end())).isEqualTo("<name>caf\u00E9</name>");
        }
    }

    @Test
    void theLineThatCannotBeReadIsNamed() {
        assertThatExceptionOfType(ScaffoldException.class)
                .isThrownBy(() -> PomParser.parse("pom.xml", "<project>\n  <modules>\n</project>\n"))
                .withMessageMatching("pom\\.xml: not a POM that can be read, .*</modules>.* \\(line 3, column \\d+\\)");
    }
}
