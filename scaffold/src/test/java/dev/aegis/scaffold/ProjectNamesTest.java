package dev.aegis.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectNamesTest {
    @Test
    void theGroupIsThePackageUnlessItIsGiven() {
        assertThat(ProjectNames.of("my-project", "com.acme.shop").group()).isEqualTo("com.acme.shop");
        assertThat(new ProjectNames("my-project", "com.acme.shop", "com.acme-corp").group())
                .isEqualTo("com.acme-corp");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "My-Project",
                "1st",
                "a--b",
                "-a",
                "a-",
                "a b",
                "a/b",
                "../a",
                "..",
                ".",
                "a.b",
                "C:\\a",
                "a\0"
            })
    void aProjectNameIsADirectoryAnArtifactAndAComposeProject(String name) {
        assertThatExceptionOfType(ScaffoldException.class)
                .isThrownBy(() -> ProjectNames.of(name, "com.acme.shop"))
                .withMessageStartingWith("project name '" + name + "': use lower-case letters");
    }

    @Test
    void aProjectIsNotCalledAsOneOfItsModules() {
        assertThatExceptionOfType(ScaffoldException.class)
                .isThrownBy(() -> ProjectNames.of("core-db", "com.acme.shop"))
                .withMessage("project name 'core-db' is that of a module; choose another one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "com..shop", ".com", "com.", "com.Acme", "com.1st", "com.a-b", "com/acme", "../x", "com acme"
            })
    void aPackageIsOneOfJava(String name) {
        assertThatExceptionOfType(ScaffoldException.class)
                .isThrownBy(() -> ProjectNames.of("my-project", name))
                .withMessageStartingWith("package '" + name + "': use lower-case letters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"com.new.shop", "int", "com.true", "com._.shop"})
    void aPackageHasNoReservedWord(String name) {
        assertThatExceptionOfType(ScaffoldException.class)
                .isThrownBy(() -> ProjectNames.of("my-project", name))
                .withMessage("package '" + name + "': a part of it is a reserved word of Java; choose another one");
    }

    @Test
    void aPackageIsNotJavasOwn() {
        assertThatExceptionOfType(ScaffoldException.class)
                .isThrownBy(() -> ProjectNames.of("my-project", "java.shop"))
                .withMessageContaining("Java keeps java.* to itself");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "com..acme", "com/acme", "<x>", "com acme", "a&b"})
    void aGroupIsOneOfMaven(String group) {
        assertThatExceptionOfType(ScaffoldException.class)
                .isThrownBy(() -> new ProjectNames("my-project", "com.acme", group))
                .withMessageStartingWith("group '" + group + "': use letters");
    }
}
