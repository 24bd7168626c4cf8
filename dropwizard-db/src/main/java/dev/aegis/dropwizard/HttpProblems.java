package dev.aegis.dropwizard;

import java.net.URI;
import java.util.List;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/** The problem document for a status code that no resource chose: from Jersey or from Jetty. */
final class HttpProblems {
    private static final URI ABOUT_BLANK = URI.create("about:blank");

    private HttpProblems() {}

    static Problem of(int status) {
        return switch (status) {
            case 400 -> Problem.of(ProblemType.MALFORMED, "This is not a request that HTTP allows.");
            case 404 -> Problem.of(ProblemType.NOT_FOUND, "There is nothing at this address.");
            case 405 -> Problem.of(ProblemType.METHOD_NOT_ALLOWED, "This address does not take the method.");
            case 406 -> Problem.of(ProblemType.NOT_ACCEPTABLE, "None of the media types in the header Accept is had.");
            case 408 ->
                new Problem(
                        ABOUT_BLANK,
                        title(status),
                        status,
                        "The request's body did not arrive in time.",
                        null,
                        List.of());
            case 413 -> tooLarge();
            case 415 -> Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send JSON, and say so in Content-Type.");
            case 421 ->
                new Problem(
                        ABOUT_BLANK,
                        title(status),
                        status,
                        "This service is not known by the host of the request. Its operator can allow it by ALLOWED_HOSTS.",
                        null,
                        List.of());
            case 500 -> Problem.of(ProblemType.INTERNAL, "It is not your fault.");
            case 503 -> Problem.of(ProblemType.NOT_READY, "The service is starting or stopping; try again.");
            default -> new Problem(ABOUT_BLANK, title(status), status, null, null, List.of());
        };
    }

    static Problem tooLarge() {
        return Problem.of(
                ProblemType.TOO_LARGE, "A request's body may have " + RequestBodyFilter.MAX_BYTES / 1024 + " KiB.");
    }

    private static String title(int status) {
        @Nullable String message = HttpStatus.getMessage(status);
        return message == null ? "Status " + status : message;
    }
}
