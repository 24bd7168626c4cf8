package dev.aegis.db.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineSelectionTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "${db}", ",", "sqlite,postgres", "postgresql, SQLite"})
    void bothEnginesUnlessOneIsNamed(String names) {
        assertThat(EngineSelection.parse(names)).containsExactly(TestEngine.SQLITE, TestEngine.POSTGRESQL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "postgresql", "PostgreSQL", " postgres ,"})
    void postgresHasTwoNames(String names) {
        assertThat(EngineSelection.parse(names)).containsExactly(TestEngine.POSTGRESQL);
    }

    @Test
    void anUnknownNameIsRefusedTogetherWithWhatIsAllowed() {
        assertThatThrownBy(() -> EngineSelection.parse("sqlite,mysql"))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContainingAll("mysql", "sqlite, postgres");
    }
}
