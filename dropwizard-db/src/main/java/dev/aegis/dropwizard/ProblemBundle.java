package dev.aegis.dropwizard;

import io.dropwizard.core.Configuration;
import io.dropwizard.core.ConfiguredBundle;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jersey.errors.EofExceptionWriterInterceptor;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;
import org.glassfish.jersey.server.ServerProperties;

/**
 * HTTP as services speak it: problem documents (RFC 9457) for every error on both ports, limits of request bodies,
 * {@link RequestObject} as a body, and the name of the request in the log. Dropwizard's own ways work beside it: {@code @Valid}
 * bodies and parameters (422), records as bodies (400 for what is none), {@code Optional} answers (404). It answers what
 * Dropwizard's default exception mappers would, so {@code server.registerDefaultExceptionMappers} has to be false.
 */
public final class ProblemBundle implements ConfiguredBundle<Configuration> {
    @Override
    public void run(Configuration configuration, Environment environment) {
        JerseyEnvironment jersey = environment.jersey();
        jersey.register(new ProblemExceptionMapper());
        jersey.register(new HttpExceptionMapper());
        jersey.register(new UnexpectedExceptionMapper());
        jersey.register(new ViolationMapper(environment.getObjectMapper()));
        jersey.register(new EmptyOptionalMapper());
        jersey.register(new EntityReadingInterceptor());
        // A client that goes away while it is answered is no error.
        jersey.register(EofExceptionWriterInterceptor.class);
        jersey.register(new RequestNameFilter());
        jersey.register(new RequestBodyFilter());
        jersey.register(new UnreadBodyFilter());
        // A path is right behind every proxy; Jersey would make a URL with the host and scheme that it sees.
        jersey.property(ServerProperties.LOCATION_HEADER_RELATIVE_URI_RESOLUTION_DISABLED, true);
        jersey.register(new RequestObjectReader(environment.getObjectMapper()));
        JettyProblemHandler handler = new JettyProblemHandler(environment.getObjectMapper());
        environment.getApplicationContext().setErrorHandler(handler);
        environment.getAdminContext().setErrorHandler(handler);
        environment.lifecycle().addEventListener(new LifeCycle.Listener() {
            @Override
            public void lifeCycleStarting(LifeCycle event) {
                if (event instanceof Server server) {
                    server.setErrorHandler(handler);
                }
            }
        });
    }
}
