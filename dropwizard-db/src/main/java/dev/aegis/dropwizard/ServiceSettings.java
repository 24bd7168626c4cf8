package dev.aegis.dropwizard;

import ch.qos.logback.classic.Level;
import dev.aegis.db.DatabaseConfig;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What the environment tells a service.
 *
 * @param ports the names of the settings that hold the ports
 * @param port where the application listens; 0 for any free one
 * @param adminPort where administration listens; 0 for any free one
 * @param bindHost the address on which the application listens
 * @param adminBindHost the address on which administration listens
 * @param allowedHosts further names by which clients reach the service, in lower case; a star for any
 * @param httpIdle how long a client may send or take nothing before it is waited for no longer, 1 to 3600 s
 */
public record ServiceSettings(
        ServicePorts ports,
        int port,
        int adminPort,
        String bindHost,
        String adminBindHost,
        Set<String> allowedHosts,
        Duration httpIdle,
        Level logLevel,
        LogFormat logFormat,
        DatabaseConfig database) {

    public ServiceSettings {
        allowedHosts = Set.copyOf(allowedHosts);
    }

    /**
     * Reads a service's settings and those of its database. A blank value counts as not set.
     *
     * @throws StartupException with all faults at once
     */
    public static ServiceSettings fromEnvironment(ServicePorts ports, Map<String, String> environment) {
        return new ServiceEnvironment(ports, environment).read();
    }
}
