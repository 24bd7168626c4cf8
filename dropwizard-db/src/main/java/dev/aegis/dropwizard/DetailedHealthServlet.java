package dev.aegis.dropwizard;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.aegis.db.Database;
import dev.aegis.db.DatabaseHealth;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The detailed report, on the port for administration. Answers 200 whenever the report could be made, within ten seconds:
 * what does not answer until then is missing, and that is said.
 */
final class DetailedHealthServlet extends JsonServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(DetailedHealthServlet.class);
    /** Within the time that the aegis command waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final transient Database database;
    private final transient ServiceHealth health;
    private final String service;
    private final String version;
    private final transient Clock clock = Clock.systemUTC();
    private final Instant startedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    private final transient SharedLook<Facts> facts = new SharedLook<>("health-facts", PATIENCE, this::look);
    private final transient SharedLook<Map<String, Object>> branches =
            new SharedLook<>("health-branches", PATIENCE, this::branches);

    DetailedHealthServlet(
            ObjectMapper mapper, Database database, ServiceHealth health, String service, String version) {
        super(mapper, "GET", "HEAD");
        this.database = database;
        this.health = health;
        this.service = service;
        this.version = version;
    }

    private record Facts(
            HealthReport.DatabaseBranch database,
            HealthReport.@Nullable ReplicaBranch replica,
            HealthReport.@Nullable MigrationsBranch migrations) {}

    @Override
    public void destroy() {
        facts.stop();
        branches.stop();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        write(response, 200, report());
    }

    private HealthReport report() {
        facts.begin();
        branches.begin();
        String reason = health.fault().orElse(null);
        Facts seen = facts.answer().orElseGet(this::noFacts);
        return new HealthReport(
                service,
                version,
                reason == null ? "healthy" : "unhealthy",
                reason,
                startedAt,
                Duration.between(startedAt, clock.instant()).toSeconds(),
                seen.database(),
                seen.replica(),
                seen.migrations(),
                branches.answer().orElseGet(this::noReports));
    }

    private Facts look() {
        DatabaseHealth seen = database.health();
        return new Facts(
                HealthReport.DatabaseBranch.of(seen),
                seen.replica().map(HealthReport.ReplicaBranch::of).orElse(null),
                seen.isHealthy() ? migrations() : null);
    }

    private Facts noFacts() {
        String fault = "no answer within " + PATIENCE.toSeconds() + " s";
        return new Facts(HealthReport.DatabaseBranch.silent(database.engine(), fault), null, null);
    }

    /** The fields are there, without a value. */
    private Map<String, Object> noReports() {
        Map<String, Object> reports = new TreeMap<>();
        health.branches().forEach(branch -> reports.put(branch.name(), NullNode.getInstance()));
        return reports;
    }

    private Map<String, Object> branches() {
        Map<String, Object> reports = new TreeMap<>();
        health.branches().forEach(branch -> reports.put(branch.name(), report(branch)));
        return reports;
    }

    private static Object report(HealthBranch branch) {
        try {
            return branch.report();
        } catch (RuntimeException e) {
            LOG.error("The report of {} failed", branch.name(), e);
            return Map.of("status", "unhealthy", "fault", "the report failed; the log says why");
        }
    }

    private HealthReport.@Nullable MigrationsBranch migrations() {
        try {
            return HealthReport.MigrationsBranch.of(health.writes().schema());
        } catch (Exception e) {
            LOG.warn("The state of the migrations cannot be read: {}", e.getMessage());
            return null;
        }
    }
}
