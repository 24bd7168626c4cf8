package dev.aegis.dropwizard;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aegis.db.Database;
import dev.aegis.db.DatabaseHealth;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The detailed report, on the port for administration. Answers 200 whenever the report could be made. */
final class DetailedHealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(DetailedHealthServlet.class);

    private final transient ObjectMapper mapper;
    private final transient Database database;
    private final transient Readiness readiness;
    private final transient List<HealthBranch> branches;
    private final String service;
    private final String version;
    private final transient Clock clock = Clock.systemUTC();
    private final Instant startedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);

    DetailedHealthServlet(
            ObjectMapper mapper,
            Database database,
            Readiness readiness,
            List<HealthBranch> branches,
            String service,
            String version) {
        this.mapper = mapper;
        this.database = database;
        this.readiness = readiness;
        this.branches = branches;
        this.service = service;
        this.version = version;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = mapper.writeValueAsBytes(report());
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(body);
    }

    private HealthReport report() {
        Readiness.Answer answer = readiness.answer();
        String reason = answer.isReady() ? fault() : answer.reason();
        DatabaseHealth health = database.health();
        return new HealthReport(
                service,
                version,
                reason == null ? "healthy" : "unhealthy",
                reason,
                startedAt,
                Duration.between(startedAt, clock.instant()).toSeconds(),
                HealthReport.DatabaseBranch.of(health),
                health.isHealthy() ? migrations() : null,
                branches.stream().collect(Collectors.toMap(HealthBranch::name, HealthBranch::report)));
    }

    private @Nullable String fault() {
        return branches.stream()
                .flatMap(branch -> branch.fault().stream())
                .findFirst()
                .orElse(null);
    }

    private HealthReport.@Nullable MigrationsBranch migrations() {
        try {
            return HealthReport.MigrationsBranch.of(readiness.read());
        } catch (Exception e) {
            LOG.warn("The state of the migrations cannot be read: {}", e.getMessage());
            return null;
        }
    }
}
