package dev.aegis.dropwizard;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import io.dropwizard.jersey.validation.ConstraintMessage;
import io.dropwizard.jersey.validation.JerseyViolationException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.glassfish.jersey.server.model.Invocable;
import org.glassfish.jersey.server.model.Parameter;
import org.jspecify.annotations.Nullable;

/** 422 with an entry for each field or parameter of a request that Jakarta Validation refuses, by its name in JSON. */
final class ViolationMapper implements ExceptionMapper<JerseyViolationException> {
    private static final int MAX_ERRORS = 20;

    private final ObjectMapper mapper;

    ViolationMapper(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public Response toResponse(JerseyViolationException exception) {
        Invocable method = exception.getInvocable();
        // What the resource returns may be validated, too, and is no fault of the client.
        if (ConstraintMessage.determineStatus(exception.getConstraintViolations(), method) >= 500) {
            return ProblemResponses.of(Incidents.logError(
                            Problem.of(ProblemType.INTERNAL, UnexpectedExceptionMapper.DETAIL), exception))
                    .build();
        }
        List<FieldError> errors = exception.getConstraintViolations().stream()
                .map(violation -> new FieldError(field(violation, method), violation.getMessage()))
                .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::message))
                .limit(MAX_ERRORS)
                .toList();
        return ProblemResponses.of(ProblemException.invalid(errors).problem()).build();
    }

    private String field(ConstraintViolation<?> violation, Invocable method) {
        List<String> names = new ArrayList<>();
        @Nullable JavaType type = null;
        for (Path.Node node : violation.getPropertyPath()) {
            switch (node.getKind()) {
                case PARAMETER -> {
                    Parameter parameter = method.getParameters()
                            .get(node.as(Path.ParameterNode.class).getParameterIndex());
                    type = mapper.constructType(parameter.getType());
                    String name = parameter.getSourceName();
                    if (name != null && !name.isEmpty()) {
                        names.add(name);
                    }
                }
                case PROPERTY -> {
                    String index = index(node);
                    if (!index.isEmpty()) {
                        type = content(type);
                        append(names, index);
                    }
                    BeanPropertyDefinition property = property(type, String.valueOf(node.getName()));
                    names.add(property == null ? String.valueOf(node.getName()) : property.getName());
                    type = property == null ? null : property.getPrimaryType();
                }
                case CONTAINER_ELEMENT -> {
                    append(names, index(node));
                    type = content(type);
                }
                default -> {
                    // Methods, beans and return values are not of the request.
                }
            }
        }
        return String.join(".", names);
    }

    private static void append(List<String> names, String index) {
        if (names.isEmpty()) {
            names.add(index);
        } else {
            names.set(names.size() - 1, names.get(names.size() - 1) + index);
        }
    }

    private static String index(Path.Node node) {
        if (node.getIndex() != null) {
            return "[" + node.getIndex() + "]";
        }
        return node.getKey() == null ? "" : "[" + node.getKey() + "]";
    }

    private static @Nullable JavaType content(@Nullable JavaType type) {
        return type == null ? null : type.getContentType();
    }

    private @Nullable BeanPropertyDefinition property(@Nullable JavaType type, String name) {
        if (type == null) {
            return null;
        }
        BeanDescription description = mapper.getDeserializationConfig().introspect(type);
        return description.findProperties().stream()
                .filter(property -> property.getInternalName().equals(name))
                .findFirst()
                .orElse(null);
    }
}
