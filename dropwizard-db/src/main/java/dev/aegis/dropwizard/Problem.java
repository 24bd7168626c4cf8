package dev.aegis.dropwizard;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457): the body of every error.
 *
 * @param type which kind of problem, stable
 * @param title a short summary of the type
 * @param status the HTTP status code
 * @param detail about this occurrence, for people
 * @param instance identifies this occurrence in the log; only where something was logged
 * @param errors one entry for each invalid field
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        URI type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable URI instance,
        List<FieldError> errors) {

    /** The media type of problem documents. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        errors = List.copyOf(errors);
    }

    /** A problem of this type. */
    public static Problem of(ProblemType type, String detail) {
        return new Problem(type.uri(), type.title(), type.status(), detail, null, List.of());
    }

    Problem withInstance(URI value) {
        return new Problem(type, title, status, detail, value, errors);
    }
}
