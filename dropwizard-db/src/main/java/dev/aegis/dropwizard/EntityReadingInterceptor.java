package dev.aegis.dropwizard;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.PropertyBindingException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers 400 when a request's body cannot be read as what a resource wants: not UTF-8, not JSON, or JSON of another form.
 * The same exceptions from anywhere else, such as a resource that reads JSON by itself, are no fault of the client.
 */
final class EntityReadingInterceptor implements ReaderInterceptor {
    private static final int LONGEST_CHAIN = 20;
    private static final int MAX_PATH = 100;

    @Override
    public @Nullable Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        if (isJson(context.getMediaType())) {
            byte[] body = context.getInputStream().readAllBytes();
            requireUtf8(body);
            context.setInputStream(new ByteArrayInputStream(body));
        }
        try {
            return context.proceed();
        } catch (InvalidDefinitionException e) {
            throw e; // the type of the body is none that JSON could be read as: a mistake in the program
        } catch (JacksonException | CharConversionException | NumberFormatException e) {
            // What the parser says names classes. Of absurd exponents it says it in the last way.
            throw problem(e);
        }
    }

    private static boolean isJson(MediaType type) {
        String subtype = type.getSubtype().toLowerCase(Locale.ROOT);
        return subtype.equals("json") || subtype.endsWith("+json");
    }

    /** The parser is lenient: it would take an overlong form for the character that it was meant to hide. */
    private static void requireUtf8(byte[] body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException e) {
            throw new ProblemException(Problem.of(ProblemType.MALFORMED, "The body is not UTF-8."));
        }
    }

    private static ProblemException problem(Exception error) {
        Throwable cause = error;
        for (int depth = 0; cause != null && depth < LONGEST_CHAIN; depth++) {
            if (cause instanceof ProblemException refused) {
                return refused; // the body is too large, say
            }
            cause = cause.getCause();
        }
        if (error instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            ProblemType type = ProblemType.MALFORMED;
            String message =
                    error instanceof PropertyBindingException ? "is unknown" : "is missing, or of another form";
            return new ProblemException(new Problem(
                    type.uri(),
                    type.title(),
                    type.status(),
                    "The body does not have the form that is expected.",
                    null,
                    List.of(new FieldError(path(mapping), message))));
        }
        return new ProblemException(Problem.of(
                ProblemType.MALFORMED,
                error instanceof JsonMappingException
                        ? "The body does not have the form that is expected."
                        : "The body is not a JSON document."));
    }

    private static String path(JsonMappingException error) {
        String steps = error.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
        String path = steps.startsWith(".") ? steps.substring(1) : steps;
        return path.length() <= MAX_PATH ? path : path.substring(0, MAX_PATH) + "…";
    }
}
