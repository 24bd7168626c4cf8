package dev.aegis.dropwizard;

import dev.aegis.db.Database;
import io.dropwizard.core.ConfiguredBundle;
import io.dropwizard.core.setup.Environment;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Health: {@code /health}, {@code /health/live}, {@code /health/ready} and {@code /health/ready/reads} on the
 * application's port, {@code /health} and {@code /health/detailed} on that for administration.
 *
 * <p>A service that is older than its database's schema does not start. One that meets a newer schema while it runs goes
 * on, as during a rolling deployment. One whose schema lacks changesets starts, and is ready as soon as they are applied.
 */
public final class HealthBundle implements ConfiguredBundle<ServiceConfiguration> {
    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final Logger LOG = LoggerFactory.getLogger(HealthBundle.class);

    private final ServiceApplication application;
    private final DatabaseBundle<ServiceConfiguration> database;
    private final SchemaProbe schema;

    private final List<HealthBranch> branches;

    /** Health of a service, its database and its features; added after the bundle that opens the database. */
    public HealthBundle(
            ServiceApplication application,
            DatabaseBundle<ServiceConfiguration> database,
            SchemaProbe schema,
            HealthBranch... branches) {
        this.application = application;
        this.database = database;
        this.schema = schema;
        this.branches = List.of(branches);
    }

    @Override
    public void run(ServiceConfiguration configuration, Environment environment) throws Exception {
        Database opened = database.get();
        String url = "DATABASE_URL=" + configuration.settings().database().url();
        schema.prepare(opened.engine());
        check(schemaAtStart(opened, url), url);
        ServiceHealth health = new ServiceHealth(
                Readiness.forWrites(opened, schema),
                Readiness.forReads(opened, schema),
                configuration.settings().database().replicaUrl().isPresent(),
                branches);
        environment.lifecycle().manage(health);
        environment.jersey().register(new HealthResource(health));
        environment.jersey().register(new FailedStatementMapper(health.writes()));
        StatusServlet status = new StatusServlet(environment.getObjectMapper(), health, application.getName());
        environment.admin().addServlet("status", status).addMapping("/health");
        DetailedHealthServlet detailed = new DetailedHealthServlet(
                environment.getObjectMapper(), opened, health, application.getName(), application.version());
        environment.admin().addServlet("health", detailed).addMapping("/health/detailed");
    }

    private SchemaState schemaAtStart(Database opened, String url) throws Exception {
        try {
            return Readiness.schemaAtStart(opened, schema);
        } catch (SQLException e) {
            if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                throw new StartupException(
                        url + ": " + e.getMessage()
                                + "; let this role work with the rows by 'aegis migrate --grant-rows'",
                        e);
            }
            throw e;
        }
    }

    private static void check(SchemaState state, String url) {
        if (!state.unknown().isEmpty()) {
            throw new StartupException(
                    url + ": the schema is newer than this program, which does not know "
                            + String.join(", ", state.unknown()) + "; start the newer program",
                    null);
        }
        int pending = state.pending().size();
        if (pending > 0) {
            LOG.warn(
                    "{}: {} pending, so this service is not ready; run 'make migrate'",
                    url,
                    pending == 1 ? "1 changeset is" : pending + " changesets are");
        }
    }
}
