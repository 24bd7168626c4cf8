package dev.aegis.dropwizard;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main method of a service: starts it with the process's environment and stops it on SIGTERM or SIGINT.
 *
 * <p>Exit codes: 0 after a signal, when all requests under way could end; 1 when the service could not start (each fault
 * one line on standard error) or had to cut requests off.
 */
public final class ServiceLauncher {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceLauncher.class);

    private ServiceLauncher() {}

    /** Starts a service and returns; from then on the process lives until a signal. */
    public static void launch(ServiceApplication application) {
        try {
            RunningService service = RunningService.start(application, System.getenv());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(service), "stop-service"));
        } catch (StartupException e) {
            e.faults().forEach(System.err::println);
            System.exit(1);
        } catch (RuntimeException | Error e) {
            LOG.error("{} cannot start", application.getName(), e);
            System.exit(1);
        }
    }

    // A JVM that ends on a signal reports 128 + signal, which an orchestrator takes for a failure. Nothing else uses
    // shutdown hooks here, so that ending the JVM at the end of this one cuts nobody off.
    @SuppressWarnings("RuntimeHalt")
    private static void stop(RunningService service) {
        LOG.info("Stopping: requests under way may take up to {}", ServiceServerFactory.GRACE_PERIOD);
        int exitCode = 0;
        try {
            service.close();
            LOG.info("Stopped");
        } catch (RuntimeException e) {
            LOG.error("Stopped, but not in order", e);
            exitCode = 1;
        }
        Runtime.getRuntime().halt(exitCode);
    }
}
