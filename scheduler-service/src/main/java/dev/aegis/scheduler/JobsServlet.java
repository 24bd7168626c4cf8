package dev.aegis.scheduler;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aegis.db.DatabaseException;
import dev.aegis.dropwizard.DatabaseProblem;
import dev.aegis.dropwizard.JsonServlet;
import dev.aegis.dropwizard.Problem;
import dev.aegis.dropwizard.ProblemException;
import dev.aegis.dropwizard.ProblemType;
import dev.aegis.jobs.Job;
import dev.aegis.jobs.Jobs;
import dev.aegis.jobs.RunHistory;
import dev.aegis.jobs.SchedulerInstances;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code /jobs} on the port for administration: {@code GET /jobs}, {@code GET /jobs/NAME/history}, and
 * {@code POST /jobs/NAME/run}, {@code …/pause}, {@code …/resume}.
 */
final class JobsServlet extends JsonServlet {
    private static final long serialVersionUID = 1L;
    /** Of the header Sec-Fetch-Site: the page itself, or no page, as when an address is typed. */
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private static final Set<String> FORMS =
            Set.of("application/x-www-form-urlencoded", "multipart/form-data", "text/plain");

    private final transient Jobs jobs;
    private final transient RunHistory history;
    private final transient SchedulerInstances instances;
    private final transient BooleanSupplier isReady;

    /**
     * A servlet.
     *
     * @param isReady whether the scheduler has found its tables
     */
    JobsServlet(
            ObjectMapper mapper, Jobs jobs, RunHistory history, SchedulerInstances instances, BooleanSupplier isReady) {
        super(mapper, "GET", "HEAD", "POST");
        this.isReady = isReady;
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
            if (isForm(request)) {
                throw new ProblemException(Problem.of(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        "Send nothing, or JSON: a form may come from another site."));
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
        String own = request.getScheme() + "://" + request.getHeader("Host");
        List<String> sites = Collections.list(request.getHeaders("Sec-Fetch-Site"));
        List<String> origins = Collections.list(request.getHeaders("Origin"));
        return origins.size() > 1
                || !origins.stream().allMatch(own::equals)
                || !sites.stream().allMatch(OWN_SITES::contains);
    }

    /** What a page may send anywhere without being asked: old browsers do not say who sends it. */
    private static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && FORMS.contains(type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
    }

    private static List<String> path(HttpServletRequest request) {
        @Nullable String path = request.getPathInfo();
        return path == null || path.equals("/")
                ? List.of()
                : List.of(path.substring(1).split("/", -1));
    }

    private void respond(HttpServletResponse response, Answering answering) throws IOException {
        try {
            write(response, 200, answering.answer());
        } catch (ProblemException e) {
            write(response, e.problem());
        } catch (DatabaseException.Failed e) {
            // Before the first start, its tables may be missing.
            DatabaseProblem answer = isReady.getAsBoolean()
                    ? DatabaseProblem.of(e)
                    : new DatabaseProblem(Problem.of(ProblemType.NOT_READY, "The scheduler waits for its tables."), 5);
            write(response, answer);
        } catch (DatabaseException e) {
            write(response, DatabaseProblem.of(e));
        }
    }

    private void write(HttpServletResponse response, DatabaseProblem answer) throws IOException {
        if (answer.retryAfterSeconds() > 0) {
            response.setIntHeader("Retry-After", answer.retryAfterSeconds());
        }
        write(response, answer.problem());
    }
}
