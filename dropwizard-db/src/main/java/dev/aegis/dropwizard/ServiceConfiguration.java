package dev.aegis.dropwizard;

import io.dropwizard.core.Configuration;

/** Dropwizard's configuration, made of a service's settings: no file is needed. */
public final class ServiceConfiguration extends Configuration {
    private final ServiceSettings settings;

    public ServiceConfiguration(ServiceSettings settings) {
        this.settings = settings;
        setServerFactory(new ServiceServerFactory(settings));
        setLoggingFactory(new ServiceLogging(settings.logLevel(), settings.logFormat()));
    }

    /** What it was made of. */
    public ServiceSettings settings() {
        return settings;
    }
}
