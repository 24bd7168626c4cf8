package dev.aegis.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code docker compose --profile sqlite up}: one container on a named volume. */
class SqliteProfileTest {
    private final DockerCompose compose =
            new DockerCompose("sqlite-" + UUID.randomUUID().toString().substring(0, 8), Map.of("API_PORTS", "0"));

    private String sqlite(String... arguments) {
        String[] words = new String[arguments.length + 2];
        words[0] = "--profile";
        words[1] = "sqlite";
        System.arraycopy(arguments, 0, words, 2, arguments.length);
        return compose.run(words);
    }

    @AfterEach
    void removeAll() {
        sqlite("down", "-v");
    }

    @Test
    void shieldsSurviveDownAndUp() {
        sqlite("up", "--build", "--wait", "--detach");
        assertThat(sqlite("ps", "--all", "--services").strip()).isEqualTo("single");
        HttpResponse<String> forged = compose.http("single", 1).forge("Kept Shield");
        assertThat(forged.statusCode()).isEqualTo(201);
        String path = "/shields/" + Http.json(forged).get("id").asLong();

        sqlite("down");
        sqlite("up", "--wait", "--detach");

        Http again = compose.http("single", 1);
        assertThat(again.get(path).body()).contains("Kept Shield");
        Eventually.within(
                Duration.ofSeconds(15),
                "its own jobs temper it",
                () -> !Http.json(again.get(path)).get("tempered_at").isNull());
    }
}
