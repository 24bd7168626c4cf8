package dev.aegis.dropwizard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import dev.aegis.dropwizard.testing.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Dropwizard's own ways: what a client does wrong is never "not your fault", and what the program does wrong always is. */
@DatabaseTest(isolation = Isolation.FRESH, engines = TestEngine.SQLITE)
class StandardResourceTest extends ProblemsTest {
    StandardResourceTest(TestDatabase database) {
        super(database);
    }

    @Test
    void aValidBodyIsTaken() {
        Answer answer = client.post(
                "/standard/valid", "{\"name\": \"Sleep\", \"strength_in_drops\": 3, \"brewed_on\": \"2026-01-31\"}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.at("/strength_in_drops")).isEqualTo("3");
    }

    @Test
    void anInvalidOneIs422WithAnEntryForEachField() {
        Answer answer = client.post(
                "/standard/valid",
                "{\"name\": \" \", \"strength_in_drops\": 11, \"tags\": [\"a\", \"\"], \"bottle\": {\"size_in_ml\": 101}}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("/problems/validation");
        assertThat(fields(answer)).containsExactly("bottle.size_in_ml", "name", "strength_in_drops", "tags[1]");
        assertThat(answer.at("/errors/0/message")).isEqualTo("must be less than or equal to 100");
        assertNothingLogged();
    }

    @Test
    void soIsAParameter() {
        Answer answer = client.get("/standard/search?max_results=6");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(fields(answer)).containsExactly("max_results");
        assertThat(client.get("/standard/search?max_results=5").status()).isEqualTo(200);
    }

    @Test
    void aBodyThatIsMissingIsRefused() {
        for (String body : List.of("", "null")) {
            Answer answer = client.post("/standard/valid", body);

            assertThat(answer.status()).as(body).isIn(400, 422);
            assertThat(answer.problem()).isIn("/problems/malformed", "/problems/validation");
        }
        assertNothingLogged();
    }

    @Test
    void aBodyThatIsNotJsonIs400() {
        for (String body :
                List.of("{", "[1", "{\"name\": }", "{\"name\": 1} 2", "{\"name\": \"a\", \"name\": \"b\"}", "\u0000")) {
            for (String page : List.of("/standard/valid", "/standard/plain", "/standard/many")) {
                Answer answer = client.post(page, body);

                assertThat(answer.status())
                        .as(page + " " + body + " " + answer.text())
                        .isEqualTo(400);
                assertThat(answer.problem()).isEqualTo("/problems/malformed");
                assertTight(answer);
            }
        }
        assertNothingLogged();
    }

    @Test
    void jsonOfAnotherFormIs400AndNamesTheField() {
        assertMalformed("{\"strength_in_drops\": \"many\"}", "strength_in_drops");
        assertMalformed("{\"brewed_on\": \"2026-02-30\"}", "brewed_on");
        assertMalformed("{\"name\": {}}", "name");
        assertMalformed("{\"tags\": \"a\"}", "tags");
        assertMalformed("{\"bottle\": {\"size_in_ml\": []}}", "bottle.size_in_ml");
        assertMalformed("{\"bottle\": {\"size_in_ml\": 13}}", "bottle");
        assertMalformed("{\"strength_in_drops\": 1e999999999}", "strength_in_drops");
        assertMalformed("[]");
        assertMalformed("1");
        assertNothingLogged();
    }

    private void assertMalformed(String body, String... fields) {
        Answer answer = client.post("/standard/plain", body);
        assertThat(answer.status()).as(body + answer.text()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("/problems/malformed");
        assertThat(fields(answer)).containsExactly(fields);
        assertTight(answer);
    }

    @Test
    void aBodyThatIsTooLargeIs413() {
        assertThat(client.post("/standard/plain", "{\"name\": \"" + "x".repeat(70_000) + "\"}")
                        .status())
                .isEqualTo(413);
    }

    @Test
    void anEmptyOptionalIs404() {
        assertThat(client.get("/standard/optional").problem()).isEqualTo("/problems/not-found");
        assertNothingLogged();
    }

    @Test
    void aFormThatIsNoneIs415() {
        assertThat(client.send(
                                "POST",
                                "/standard/form",
                                "application/x-www-form-urlencoded",
                                BodyPublishers.ofString("name=a"))
                        .text())
                .isEqualTo("\"a\"");
        assertThat(client.post("/standard/form", "{}").problem()).isEqualTo("/problems/unsupported-media-type");
        assertNothingLogged();
    }

    @Test
    void mistakesOfTheProgramAre500AndLogged() {
        for (String page : List.of("/standard/returned", "/standard/own-json", "/standard/unwritable")) {
            clearLog();
            Answer answer = client.get(page);

            assertThat(answer.status()).as(page + answer.text()).isEqualTo(500);
            assertLoggedOnce(answer);
        }
        clearLog();
        assertLoggedOnce(client.post("/standard/unmakeable", "{}"));
    }

    private static List<String> fields(Answer answer) {
        List<String> fields = new ArrayList<>();
        for (JsonNode error : answer.json().path("errors")) {
            fields.add(error.path("field").asText());
        }
        return fields;
    }
}
