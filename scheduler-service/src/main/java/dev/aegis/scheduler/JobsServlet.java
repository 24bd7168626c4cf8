package dev.aegis.scheduler;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aegis.db.DatabaseException;
import dev.aegis.dropwizard.Problem;
import dev.aegis.dropwizard.ProblemException;
import dev.aegis.dropwizard.ProblemType;
import dev.aegis.jobs.Job;
import dev.aegis.jobs.Jobs;
import dev.aegis.jobs.RunHistory;
import dev.aegis.jobs.SchedulerInstances;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code /jobs} on the port for administration: {@code GET /jobs}, {@code GET /jobs/NAME/history}, and
 * {@code POST /jobs/NAME/run}, {@code …/pause}, {@code …/resume}.
 */
final class JobsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient ObjectMapper mapper;
    private final transient Jobs jobs;
    private final transient RunHistory history;
    private final transient SchedulerInstances instances;

    JobsServlet(ObjectMapper mapper, Jobs jobs, RunHistory history, SchedulerInstances instances) {
        this.mapper = mapper;
        this.jobs = jobs;
        this.history = history;
        this.instances = instances;
    }

    private interface Answering {
        Object answer();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        respond(response, () -> {
            List<String> path = path(request);
            if (path.isEmpty()) {
                return overview();
            }
            if (path.size() == 2 && path.get(1).equals("history")) {
                return history(path.get(0));
            }
            throw nothingHere();
        });
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        respond(response, () -> {
            if (isFromAnotherSite(request)) {
                throw forbidden("A page of another site may not steer jobs.");
            }
            List<String> path = path(request);
            if (path.size() != 2) {
                throw nothingHere();
            }
            steer(path.get(0), path.get(1));
            return JobView.of(find(path.get(0)));
        });
    }

    private Object overview() {
        return Map.of(
                "schedulers",
                instances.all().stream().map(SchedulerView::of).toList(),
                "jobs",
                jobs.list().stream().map(JobView::of).toList());
    }

    private Object history(String job) {
        find(job);
        return Map.of(
                "runs",
                history.latest(job, RunHistory.KEPT_PER_JOB).stream()
                        .map(JobView.RunView::of)
                        .toList());
    }

    private void steer(String job, String action) {
        find(job);
        switch (action) {
            case "pause" -> jobs.pause(job);
            case "resume" -> jobs.resume(job);
            case "run" -> run(job);
            default -> throw nothingHere();
        }
    }

    private void run(String job) {
        switch (jobs.run(job)) {
            case ACCEPTED -> {}
            case PAUSED -> throw conflict("The job " + job + " is paused; resume it first.");
            case ALREADY_RUNNING -> throw conflict("The job " + job + " is running already.");
            case UNKNOWN_JOB -> throw nothingHere();
        }
    }

    private Job find(String name) {
        return jobs.list().stream()
                .filter(job -> job.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("There is no job of this name."));
    }

    private static ProblemException nothingHere() {
        return ProblemException.notFound("There is nothing at this address.");
    }

    private static ProblemException conflict(String detail) {
        return new ProblemException(Problem.of(ProblemType.CONFLICT, detail));
    }

    private static ProblemException forbidden(String detail) {
        return new ProblemException(new Problem(URI.create("about:blank"), "Forbidden", 403, detail, null, List.of()));
    }

    /** A browser says which page sent the request; other clients do not. */
    private static boolean isFromAnotherSite(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        return origin != null && !origin.equals(request.getScheme() + "://" + request.getHeader("Host"));
    }

    private static List<String> path(HttpServletRequest request) {
        @Nullable String path = request.getPathInfo();
        return path == null || path.equals("/")
                ? List.of()
                : List.of(path.substring(1).split("/", -1));
    }

    private void respond(HttpServletResponse response, Answering answering) throws IOException {
        try {
            write(response, 200, "application/json", answering.answer());
        } catch (ProblemException e) {
            write(response, e.problem().status(), Problem.MEDIA_TYPE, e.problem());
        } catch (DatabaseException e) {
            Problem problem = Problem.of(ProblemType.DATABASE_UNAVAILABLE, "The jobs cannot be read; try again.");
            write(response, problem.status(), Problem.MEDIA_TYPE, problem);
        }
    }

    private void write(HttpServletResponse response, int status, String type, Object body) throws IOException {
        byte[] json = mapper.writeValueAsBytes(body);
        response.setStatus(status);
        response.setContentType(type);
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(json);
    }
}
