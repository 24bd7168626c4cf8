package dev.aegis.cli;

import dev.aegis.db.DatabaseConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;

/** What a command reads from the environment. Faults come out of the method that needs the setting. */
final class Settings {
    private final Map<String, String> environment;

    Settings(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Database settings. */
    DatabaseConfig database() {
        return DatabaseConfig.fromEnvironment(environment);
    }

    /** Where the administration port of api-service or single-service is. */
    URI apiAdminUrl() {
        return url("API_ADMIN_URL", "API_ADMIN_PORT", "8081");
    }

    // part: scheduler
    /** Where the administration port of scheduler-service is. */
    URI schedulerAdminUrl() {
        return url("SCHEDULER_ADMIN_URL", "SCHEDULER_ADMIN_PORT", "8091");
    }
    // end part: scheduler

    private URI url(String name, String portName, String defaultPort) {
        String text = value(name)
                .orElseGet(() -> "http://127.0.0.1:" + value(portName).orElse(defaultPort));
        try {
            URI url = new URI(text);
            boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (http && url.getHost() != null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Said below, in the same words as for a URL of another kind.
        }
        throw new SettingsException(name + "=" + text + ": not an HTTP URL; use http://127.0.0.1:" + defaultPort);
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }
}
