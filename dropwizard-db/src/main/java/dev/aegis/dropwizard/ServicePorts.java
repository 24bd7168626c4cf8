package dev.aegis.dropwizard;

/**
 * Which settings hold the ports of a service, and what they are when not set.
 *
 * @param prefix of the names of the settings: {@code API} for {@code API_PORT} and {@code API_ADMIN_PORT}
 */
public record ServicePorts(String prefix, int defaultPort, int defaultAdminPort) {

    /** The name of the setting that holds the application's port. */
    public String portSetting() {
        return prefix + "_PORT";
    }

    /** The name of the setting that holds the port for administration. */
    public String adminPortSetting() {
        return prefix + "_ADMIN_PORT";
    }
}
