package dev.aegis.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComponentsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "database                              | database[sqlite]",
                "database[sqlite]                      | database[sqlite]",
                "database[postgres]                    | database[postgres]",
                "database[postgres, sqlite]            | database[sqlite,postgres]",
                "scheduler, database[postgres]         | database[postgres],scheduler",
                "database[sqlite],scheduler            | database[sqlite],scheduler",
            })
    void areReadFromAList(String text, String components) {
        assertThat(Components.parse(text)).hasToString(components);
        assertThat(Components.parse(components)).isEqualTo(Components.parse(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "databse[sqlite]            | databse[sqlite]",
                "database[oracle]           | oracle",
                "database[]                 | ''",
                "database[sqlite            | database[sqlite",
                "database[sqlite],cache     | cache",
                "database,scheduler[quartz] | scheduler[quartz]",
                "database;scheduler         | database;scheduler",
            })
    void whatIsUnknownIsNamed(String text, String unknown) {
        assertThatExceptionOfType(ScaffoldException.class)
                .isThrownBy(() -> Components.parse(text))
                .withMessageStartingWith(
                        "components \"" + text + "\": '" + unknown + "' is unknown; use database[sqlite]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "scheduler"})
    void thereIsADatabase(String text) {
        assertThatExceptionOfType(ScaffoldException.class)
                .isThrownBy(() -> Components.parse(text))
                .withMessageStartingWith("components without a database: use database[sqlite]");
    }

    @Test
    void theEngineSaysHowItIsDeployed() {
        assertThat(Components.parse("database[sqlite]").parts(false)).containsExactly(Part.SINGLE);
        assertThat(Components.parse("database[postgres],scheduler").parts(true))
                .containsExactly(Part.EXAMPLE, Part.SCHEDULER, Part.STACK);
    }
}
