package dev.aegis.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code AEGIS_ENV=production} with the passwords that the repository ships: nothing starts, and each part says why. */
class ProductionTest {
    private final DockerCompose compose = new DockerCompose(
            "production-" + UUID.randomUUID().toString().substring(0, 8), Map.of("AEGIS_ENV", "production"));

    @AfterEach
    void removeAll() {
        compose.run("down", "-v");
    }

    /** Through its image: what Compose runs is started again and again when it fails. */
    @ParameterizedTest
    @ValueSource(strings = {"aegis", "api", "scheduler"})
    void aProgramRefusesThem(String image) {
        compose.run("--profile", "tools", "build", image);
        List<String> words = new ArrayList<>(List.of("docker", "run", "--rm", "--network", "none"));
        words.addAll(List.of("--env", "AEGIS_ENV=production"));
        words.addAll(List.of("--env", "DATABASE_URL=postgresql://app:development-only-services@postgres/aegis"));
        words.add("aegis/" + image);
        if (image.equals("aegis")) {
            words.add("migrate");
        }
        Command.Result result = new Command(words, Map.of()).attempt();

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output())
                .contains("postgresql://app:***@postgres", "AEGIS_ENV=production needs one of your own")
                .doesNotContain("development-only", "Exception");
    }

    @Test
    void postgresRefusesThem() {
        Command.Result result = compose.attempt("run", "--rm", "--no-deps", "-T", "postgres");

        // Before the data directory is touched: one that was half prepared would never be completed.
        assertThat(result.exitCode()).isNotZero();
        assertThat(result.output())
                .contains("A password in /run/secrets is a development default", "set AEGIS_SECRETS")
                .doesNotContain("development-only", "database system is ready");
    }
}
