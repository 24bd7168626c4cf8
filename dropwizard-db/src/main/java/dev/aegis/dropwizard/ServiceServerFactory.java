package dev.aegis.dropwizard;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.health.HealthCheckRegistry;
import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.core.setup.AdminEnvironment;
import io.dropwizard.jetty.GzipHandlerFactory;
import io.dropwizard.jetty.HttpConnectorFactory;
import io.dropwizard.jetty.MutableServletContextHandler;
import io.dropwizard.request.logging.LogbackAccessRequestLogFactory;
import io.dropwizard.util.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.ServletHandler;
import org.eclipse.jetty.ee10.servlet.ServletMapping;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;

/** Dropwizard's server with two ports, without what it would offer beyond this project's own pages. */
final class ServiceServerFactory extends DefaultServerFactory {
    /** How long requests under way may take after a signal to stop. */
    static final Duration GRACE_PERIOD = Duration.seconds(20);

    ServiceServerFactory(ServiceSettings settings) {
        setApplicationConnectors(List.of(connector(settings.bindHost(), settings.port(), settings)));
        setAdminConnectors(List.of(connector(settings.adminBindHost(), settings.adminPort(), settings)));
        setRegisterDefaultExceptionMappers(false);
        setShutdownGracePeriod(GRACE_PERIOD);
        setEnableThreadNameFilter(false);
        setAllowedMethods(Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"));
        GzipHandlerFactory gzip = new GzipHandlerFactory();
        gzip.setEnabled(false);
        setGzipFilterFactory(gzip);
        LogbackAccessRequestLogFactory noRequestLog = new LogbackAccessRequestLogFactory();
        noRequestLog.setAppenders(List.of());
        setRequestLogFactory(noRequestLog);
    }

    private static HttpConnectorFactory connector(String host, int port, ServiceSettings settings) {
        HttpConnectorFactory connector = new HttpConnectorFactory();
        connector.setBindHost(host);
        connector.setPort(port);
        connector.setUseServerHeader(false);
        connector.setIdleTimeout(Duration.seconds(settings.httpIdle().toSeconds()));
        return connector;
    }

    /** Without Dropwizard's own pages and tasks: threads, profiles, garbage collection and log levels for everybody. */
    @Override
    protected Handler createAdminServlet(
            Server server,
            MutableServletContextHandler handler,
            MetricRegistry metrics,
            HealthCheckRegistry healthChecks,
            AdminEnvironment admin) {
        handler.setServer(server);
        ServletHandler servlets = handler.getServletHandler();
        servlets.setServletMappings(Arrays.stream(servlets.getServletMappings())
                .filter(mapping -> !mapping.getServletName().equals("tasks"))
                .toArray(ServletMapping[]::new));
        return handler;
    }
}
