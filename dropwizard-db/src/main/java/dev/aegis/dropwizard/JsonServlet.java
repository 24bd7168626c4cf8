package dev.aegis.dropwizard;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/** A page on the port for administration that speaks JSON: what it does not take, it refuses with a problem document. */
public abstract class JsonServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient ObjectMapper mapper;
    private final transient List<String> methods;

    /**
     * A page.
     *
     * @param mapper writes the answers
     * @param methods that it takes; {@code HEAD} is the {@code GET} without a body
     */
    protected JsonServlet(ObjectMapper mapper, String... methods) {
        this.mapper = mapper;
        this.methods = List.of(methods);
    }

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (methods.contains(request.getMethod())) {
            super.service(request, response);
            return;
        }
        response.setHeader("Allow", String.join(", ", methods));
        write(response, HttpProblems.of(405));
    }

    /** Answers with a problem document. */
    protected final void write(HttpServletResponse response, Problem problem) throws IOException {
        write(response, problem.status(), Problem.MEDIA_TYPE, problem);
    }

    /** Answers with JSON that is not to be kept. */
    protected final void write(HttpServletResponse response, int status, Object body) throws IOException {
        write(response, status, "application/json", body);
    }

    private void write(HttpServletResponse response, int status, String type, Object body) throws IOException {
        byte[] json = mapper.writeValueAsBytes(body);
        response.setStatus(status);
        response.setContentType(type);
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(json);
    }
}
