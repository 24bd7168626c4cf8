package dev.aegis.dropwizard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RequestObjectTest {
    private static final ObjectMapper MAPPER = ServiceJson.configure(new ObjectMapper());
    private static final BigDecimal MAX = new BigDecimal("99999.999");

    @Test
    void readsADecimalWithTheScaleOfItsColumn() throws JsonProcessingException {
        RequestObject body = body("{\"weight\": 0.1, \"price\": 12.500, \"whole\": 7}");

        assertThat(decimal(body, "weight")).isEqualTo("0.100");
        assertThat(decimal(body, "price")).isEqualTo("12.500");
        assertThat(decimal(body, "whole")).isEqualTo("7.000");
        assertThat(decimal(body, "missing")).isEqualTo("none");
        body.requireValid();
    }

    @Test
    void refusesADecimalThatTheColumnCouldNotHold() throws JsonProcessingException {
        RequestObject body = body("""
                {"text": "1", "none": null, "large": 1e6, "small": -0.001, "fine": 0.0001, "finest": 1e-99999}""");
        Stream.of("text", "none", "large", "small", "fine", "finest").forEach(name -> decimal(body, name));

        assertThat(catchThrowableOfType(ProblemException.class, body::requireValid)
                        .problem()
                        .errors())
                .containsExactly(
                        new FieldError("text", "must be a number"),
                        new FieldError("none", "must not be null"),
                        new FieldError("large", "must be 0 to 99999.999"),
                        new FieldError("small", "must be 0 to 99999.999"),
                        new FieldError("fine", "must have at most 3 digits after the point"),
                        new FieldError("finest", "must have at most 3 digits after the point"));
    }

    @Test
    void readsAConstantByItsName() throws JsonProcessingException {
        RequestObject body = body("{\"unit\": \"SECONDS\"}");

        assertThat(body.constant("unit", TimeUnit.class)).contains(TimeUnit.SECONDS);
        assertThat(body.constant("missing", TimeUnit.class)).isEmpty();
        body.requireValid();
    }

    @Test
    void refusesWhatIsNoConstant() throws JsonProcessingException {
        RequestObject body = body("{\"a\": \"seconds\", \"b\": 1}");
        body.constant("a", Level.class);
        body.constant("b", Level.class);

        assertThat(catchThrowableOfType(ProblemException.class, body::requireValid)
                        .problem()
                        .errors())
                .containsExactly(
                        new FieldError("a", "must be one of LOW, HIGH"),
                        new FieldError("b", "must be one of LOW, HIGH"));
    }

    private enum Level {
        LOW,
        HIGH
    }

    private static String decimal(RequestObject body, String field) {
        return body.decimal(field, BigDecimal.ZERO, MAX, 3)
                .map(BigDecimal::toPlainString)
                .orElse("none");
    }

    private static RequestObject body(String json) throws JsonProcessingException {
        return new RequestObject(MAPPER.readValue(json, ObjectNode.class));
    }
}
