package dev.aegis.dropwizard.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;

/** An HTTP response. */
public record Answer(int status, HttpHeaders headers, String text) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The body as JSON; missing when it is empty. */
    public JsonNode json() {
        try {
            return text.isEmpty() ? MissingNode.getInstance() : MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + text, e);
        }
    }

    /** What a JSON pointer finds in the body, as text; empty when there is nothing. */
    public String at(String pointer) {
        return json().at(pointer).asText();
    }

    /** The header's value; empty when it is missing. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** The type of a problem document; empty if this is none. */
    public String problem() {
        return header("Content-Type").equals("application/problem+json")
                ? json().path("type").asText()
                : "";
    }
}
