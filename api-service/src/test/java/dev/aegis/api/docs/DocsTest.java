package dev.aegis.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.api.ApiTest;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.dropwizard.testing.Answer;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocsTest extends ApiTest {
    private static final Pattern LINK = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

    DocsTest(TestDatabase database) {
        super(database, Map.of());
    }

    @Test
    void isAPageThatLoadsEverythingFromThisService() {
        Answer page = client.get("/docs");
        List<String> links = LINK.matcher(page.text())
                .results()
                .map((MatchResult link) -> link.group(1))
                .toList();

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'none';")
                .contains("frame-ancestors 'none'");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(links).hasSize(4).allMatch(link -> link.startsWith("/docs/"));
        assertThat(links)
                .allSatisfy(link -> assertThat(client.get(link).status()).isEqualTo(200));
        assertThat(client.get("/docs/swagger-ui.css").header("Content-Type")).startsWith("text/css");
        assertThat(client.get("/docs/start.js").header("Content-Type")).startsWith("text/javascript");
        assertThat(client.get("/docs/start.js").text()).contains("\"/openapi.json\"");
        assertThat(client.get("/docs/swagger-ui-bundle.js").text()).contains("SwaggerUIBundle");
    }

    @Test
    void servesNoOtherFiles() {
        for (String name : List.of("swagger-ui.js", "package-info.class", "..%2Fopenapi.json", "openapi.json", "a/b")) {
            assertThat(client.get("/docs/" + name).status()).as(name).isIn(400, 404);
        }
    }

    @Test
    void theDocumentIsJson() {
        Answer document = client.get("/openapi.json");

        assertThat(document.header("Content-Type")).isEqualTo("application/json");
        assertThat(document.json().get("openapi").asText()).isEqualTo("3.1.0");
    }
}
