package dev.aegis.scaffold;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RenamingTest {
    private final Renaming renaming = new Renaming(new ProjectNames("my-shop", "com.acme.shop", "com.acme"));

    @Test
    void packagesInSourcesAndPaths() {
        assertThat(renaming.path("core-db/src/main/java/dev/aegis/db/Database.java"))
                .isEqualTo("core-db/src/main/java/com/acme/shop/db/Database.java");
        assertThat(renaming.path("x/META-INF/services/dev.aegis.db.Service"))
                .isEqualTo("x/META-INF/services/com.acme.shop.db.Service");
        assertThat(renaming.text(
                        "A.java", "import dev.aegis.db.A; String s = \"dev/aegis/api/a.json\", p = \"dev.aegis\";"))
                .isEqualTo(
                        "import com.acme.shop.db.A; String s = \"com/acme/shop/api/a.json\", p = \"com.acme.shop\";");
    }

    @Test
    void namesThatOnlyLookAlikeStay() {
        String text = "dev.aegistic, undev.aegis, founders@aegis.dev, AEGIS_ENV, ./aegis, a/dev/aegis-x";

        assertThat(renaming.text("a.txt", text)).isEqualTo(text);
    }

    @Test
    void aPomHasGroupArtifactAndPackage() {
        assertThat(renaming.text("cli/pom.xml", """
                <groupId>dev.aegis</groupId>
                <artifactId>aegis</artifactId>
                <artifactId>core-db</artifactId>
                <mainClass>dev.aegis.cli.Aegis</mainClass>
                """)).isEqualTo("""
                <groupId>com.acme</groupId>
                <artifactId>my-shop</artifactId>
                <artifactId>core-db</artifactId>
                <mainClass>com.acme.shop.cli.Aegis</mainClass>
                """);
    }

    @Test
    void composeHasTheProjectAndItsImages() {
        assertThat(renaming.text("docker-compose.yml", "name: aegis\n    image: aegis/api\n    image: postgres:17\n"))
                .isEqualTo("name: my-shop\n    image: my-shop/api\n    image: postgres:17\n");
    }
}
