package dev.aegis.dropwizard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aegis.db.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServiceJsonTest {
    private static final ObjectMapper MAPPER = ServiceJson.configure(new ObjectMapper());

    private record Event(@Nullable Json payload, List<Json> others) {}

    @Test
    void aJsonDocumentIsWrittenAsItself() throws JsonProcessingException {
        Event event = new Event(new Json("{\"b\": 1.50}"), List.of(new Json("null"), new Json("\"a\"")));

        assertThat(MAPPER.writeValueAsString(event)).isEqualTo("{\"payload\":{\"b\": 1.50},\"others\":[null,\"a\"]}");
        assertThat(MAPPER.writeValueAsString(new Event(null, List.of()))).isEqualTo("{\"payload\":null,\"others\":[]}");
    }

    @Test
    void andIsReadAsItself() throws JsonProcessingException {
        Event event = MAPPER.readValue(
                "{\"payload\": {\"b\": [1.50, 12345678901234567890123, \"a\\u0041\"]}, \"others\": [true]}",
                Event.class);

        assertThat(event.payload()).isEqualTo(new Json("{\"b\":[1.50,12345678901234567890123,\"aA\"]}"));
        assertThat(event.others()).containsExactly(new Json("true"));
    }
}
