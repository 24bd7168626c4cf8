package dev.aegis.dropwizard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;

/** Reads a request's body as a {@link RequestObject}: 422 when it is JSON of another kind. */
final class RequestObjectReader implements MessageBodyReader<RequestObject> {
    private final ObjectMapper mapper;

    RequestObjectReader(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == RequestObject.class;
    }

    @Override
    public RequestObject readFrom(
            Class<RequestObject> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        JsonNode json = mapper.readTree(body);
        if (json instanceof ObjectNode object) {
            return new RequestObject(object);
        }
        if (json.isMissingNode()) {
            throw new ProblemException(Problem.of(ProblemType.MALFORMED, "The body is not a JSON document."));
        }
        throw ProblemException.invalid(List.of(new FieldError("", "must be a JSON object")));
    }
}
