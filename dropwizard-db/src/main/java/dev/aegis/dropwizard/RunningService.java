package dev.aegis.dropwizard;

import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aegis.db.DatabaseException;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.JettyManaged;
import java.net.URI;
import java.util.Map;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service that listens, in this process. Thread-safe. */
public final class RunningService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningService.class);

    private final Environment environment;
    private final Server server;

    private RunningService(Environment environment, Server server) {
        this.environment = environment;
        this.server = server;
    }

    /**
     * Starts a service with settings from these environment variables, and returns when it listens. Sets up the log of
     * the whole process.
     *
     * @throws StartupException if the settings, the database, or the ports do not allow it; nothing stays open
     */
    public static RunningService start(ServiceApplication application, Map<String, String> environment) {
        ServiceConfiguration configuration =
                new ServiceConfiguration(ServiceSettings.fromEnvironment(application.ports(), environment));
        MetricRegistry metrics = new MetricRegistry();
        configuration.getLoggingFactory().configure(metrics, application.getName());
        Bootstrap<ServiceConfiguration> bootstrap = new Bootstrap<>(application);
        bootstrap.setMetricRegistry(metrics);
        application.initialize(bootstrap);
        RunningService service = start(application, configuration, bootstrap);
        LOG.info("Listening on {} (admin {})", service.uri(), service.adminUri());
        return service;
    }

    // What Dropwizard's own "server" command does, without its command line and its stack traces.
    private static RunningService start(
            ServiceApplication application,
            ServiceConfiguration configuration,
            Bootstrap<ServiceConfiguration> bootstrap) {
        Environment environment = environment(application, configuration, bootstrap);
        try {
            configuration.getServerFactory().configure(environment);
            bootstrap.run(configuration, environment);
            application.run(configuration, environment);
            AllowedHosts.watch(environment, configuration.settings());
            Server server = configuration.getServerFactory().build(environment);
            server.setStopAtShutdown(false);
            ListeningPorts.open(configuration.settings(), server);
            server.start();
            return new RunningService(environment, server);
        } catch (Throwable e) {
            release(environment, e);
            throw asStartupFault(configuration.settings(), e);
        }
    }

    private static Environment environment(
            ServiceApplication application,
            ServiceConfiguration configuration,
            Bootstrap<ServiceConfiguration> bootstrap) {
        ObjectMapper mapper = ServiceJson.configure(bootstrap.getObjectMapper());
        return new Environment(
                application.getName(),
                mapper,
                bootstrap.getValidatorFactory(),
                bootstrap.getMetricRegistry(),
                bootstrap.getClassLoader(),
                bootstrap.getHealthCheckRegistry(),
                configuration);
    }

    private static RuntimeException asStartupFault(ServiceSettings settings, Throwable e) {
        if (e instanceof DatabaseException database && !(e instanceof DatabaseException.Failed)) {
            String reason = String.valueOf(database.getMessage());
            String setting = reason.startsWith("DATABASE_")
                    ? ""
                    : "DATABASE_URL=" + settings.database().url() + ": ";
            return new StartupException(setting + reason, database);
        }
        if (e instanceof RuntimeException unchecked) {
            return unchecked;
        }
        if (e instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(e);
    }

    /** Closes what bundles have opened for a server that did not come to start, and so will not stop it either. */
    private static void release(Environment environment, Throwable reason) {
        for (LifeCycle object : environment.lifecycle().getManagedObjects()) {
            if (object instanceof JettyManaged managed) {
                try {
                    managed.getManaged().stop();
                } catch (Exception e) {
                    reason.addSuppressed(e);
                }
            }
        }
    }

    /** Where the application answers. */
    public URI uri() {
        return uri("application");
    }

    /** Where administration answers. */
    public URI adminUri() {
        return uri("admin");
    }

    /** Dropwizard's environment, for those who look into a service. */
    public Environment environment() {
        return environment;
    }

    private URI uri(String name) {
        for (Connector connector : server.getConnectors()) {
            if (connector.getName().equals(name) && connector instanceof ServerConnector open) {
                return URI.create("http://" + shownHost(open.getHost()) + ":" + open.getLocalPort());
            }
        }
        throw new IllegalStateException("there is no connector " + name);
    }

    private static String shownHost(String host) {
        return switch (host) {
            case "127.0.0.1", "0.0.0.0", "::", "::1" -> "localhost";
            default -> host.contains(":") ? "[" + host + "]" : host;
        };
    }

    /**
     * Stops: new connections are refused, requests under way may end within the grace period, then the database is
     * closed. Idempotent.
     *
     * @throws IllegalStateException if requests had to be cut off, or something could not be closed
     */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the service did not stop in order", e);
        }
    }
}
