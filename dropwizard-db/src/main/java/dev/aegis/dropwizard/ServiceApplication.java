package dev.aegis.dropwizard;

import io.dropwizard.core.Application;
import java.util.Objects;

/**
 * A service as they are built here: a Dropwizard application whose configuration is the environment. Its
 * {@code initialize} names the bundles, its {@code run} registers the features; {@link ServiceLauncher} starts it.
 */
public abstract class ServiceApplication extends Application<ServiceConfiguration> {
    private final String name;
    private final ServicePorts ports;

    protected ServiceApplication(String name, ServicePorts ports) {
        this.name = name;
        this.ports = ports;
    }

    @Override
    public final String getName() {
        return name;
    }

    @Override
    public final Class<ServiceConfiguration> getConfigurationClass() {
        return ServiceConfiguration.class;
    }

    /** The settings that hold its ports. */
    public final ServicePorts ports() {
        return ports;
    }

    /** As its jar says; {@code development} when it runs from class files. */
    public final String version() {
        return Objects.requireNonNullElse(getClass().getPackage().getImplementationVersion(), "development");
    }

    /** Logging is set up by {@link RunningService}, from the settings. */
    @Override
    protected final void bootstrapLogging() {}
}
