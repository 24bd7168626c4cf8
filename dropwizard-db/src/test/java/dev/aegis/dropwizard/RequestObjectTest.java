package dev.aegis.dropwizard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
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

        assertThat(refused(body))
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

        assertThat(refused(body))
                .containsExactly(
                        new FieldError("a", "must be one of LOW, HIGH"),
                        new FieldError("b", "must be one of LOW, HIGH"));
    }

    @Test
    void readsKeysAndBooleans() throws JsonProcessingException {
        RequestObject body = body("""
                {"owner_id": 9007199254740993, "rush": false, "token": "0B3AB1F2-7f0c-4c1e-9d5b-6a2f8e4c7d10"}""");

        assertThat(body.longInteger("owner_id", 1, Long.MAX_VALUE)).contains(9_007_199_254_740_993L);
        assertThat(body.bool("rush")).contains(false);
        assertThat(body.uuid("token")).contains(UUID.fromString("0b3ab1f2-7f0c-4c1e-9d5b-6a2f8e4c7d10"));
        assertThat(body.longInteger("missing", 1, 2)).isEmpty();
        assertThat(body.bool("missing")).isEmpty();
        assertThat(body.uuid("missing")).isEmpty();
        body.requireValid();
    }

    @Test
    void refusesWhatIsNoKeyAndNoBoolean() throws JsonProcessingException {
        RequestObject body = body("""
                {"zero": 0, "beyond": 9223372036854775808, "half": 1.5, "yes": "true", "one": 1, "short": "1-1-1-1-1", "word": "x"}""");
        Stream.of("zero", "beyond", "half").forEach(name -> body.longInteger(name, 1, Long.MAX_VALUE));
        Stream.of("yes", "one").forEach(body::bool);
        Stream.of("short", "word").forEach(body::uuid);

        assertThat(refused(body).stream().map(error -> error.field() + " " + error.message()))
                .containsExactly(
                        "zero must be 1 to 9223372036854775807",
                        "beyond must be 1 to 9223372036854775807",
                        "half must be a whole number",
                        "yes must be true or false",
                        "one must be true or false",
                        "short must be a UUID such as 0b3ab1f2-7f0c-4c1e-9d5b-6a2f8e4c7d10",
                        "word must be a UUID such as 0b3ab1f2-7f0c-4c1e-9d5b-6a2f8e4c7d10");
    }

    @Test
    void readsDatesAndInstants() throws JsonProcessingException {
        RequestObject body = body("""
                {"due": "2026-01-31", "utc": "2026-01-31T12:00:00.123456789Z", "offset": "2026-01-31T13:00+01:00"}""");

        assertThat(body.date("due")).contains(LocalDate.of(2026, 1, 31));
        assertThat(body.instant("utc")).contains(Instant.parse("2026-01-31T12:00:00.123456Z"));
        assertThat(body.instant("offset")).contains(Instant.parse("2026-01-31T12:00:00Z"));
        assertThat(body.date("missing")).isEmpty();
        assertThat(body.instant("missing")).isEmpty();
        body.requireValid();
    }

    @Test
    void refusesWhatIsNoDateOrNoneThatBothEnginesSort() throws JsonProcessingException {
        RequestObject body = body("""
                {"day": "2026-02-30", "number": 20260131, "far": "+10000-01-01", "before": "0000-12-31", "time": "2026-01-31T12:00:00Z"}""");
        Stream.of("day", "number", "far", "before", "time").forEach(body::date);

        assertThat(refused(body))
                .hasSize(5)
                .allSatisfy(error -> assertThat(error.message()).isEqualTo("must be a date such as 2026-01-31"));
    }

    @Test
    void refusesWhatIsNoInstantOrNoneThatBothEnginesSort() throws JsonProcessingException {
        RequestObject body = body("""
                {"local": "2026-01-31T12:00:00", "number": 0, "far": "9999-12-31T23:59:59-01:00", "before": "0001-01-01T00:00:00+01:00"}""");
        Stream.of("local", "number", "far", "before").forEach(body::instant);

        assertThat(refused(body))
                .hasSize(4)
                .allSatisfy(error ->
                        assertThat(error.message()).isEqualTo("must be an instant such as 2026-01-31T12:00:00Z"));
    }

    @Test
    void refusesFieldsThatAreMissing() throws JsonProcessingException {
        RequestObject body = body("{\"price\": 1, \"due\": null}");
        body.require("price", "due", "unit");

        assertThat(decimal(body, "price")).isEqualTo("1.000");
        assertThat(body.date("due")).isEmpty();
        assertThat(body.constant("unit", Level.class)).isEmpty();
        assertThat(refused(body))
                .containsExactly(new FieldError("unit", "is required"), new FieldError("due", "must not be null"));
    }

    @Test
    void refusesForAReasonOfTheCaller() throws JsonProcessingException {
        RequestObject body = body("{\"from\": \"2026-02-01\", \"until\": \"2026-01-31\"}");
        if (body.date("from").orElseThrow().isAfter(body.date("until").orElseThrow())) {
            body.refuse("until", "must not be before from");
        }

        assertThat(refused(body)).containsExactly(new FieldError("until", "must not be before from"));
    }

    private enum Level {
        LOW,
        HIGH
    }

    private static List<FieldError> refused(RequestObject body) {
        return catchThrowableOfType(ProblemException.class, body::requireValid)
                .problem()
                .errors();
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
