package dev.aegis.dropwizard;

import ch.qos.logback.classic.Level;
import dev.aegis.db.DatabaseConfig;
import dev.aegis.db.DatabaseConfigException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads the settings of a service from environment variables and collects every fault before it reports any. */
final class ServiceEnvironment {
    private static final Pattern HOST_NAME = Pattern.compile("[a-z0-9_]([a-z0-9._-]*[a-z0-9_])?");
    private static final int MAX_PORT = 65_535;
    private static final int MAX_IDLE_SECONDS = 3600;
    private static final String DEFAULT_IDLE_SECONDS = "30";
    private static final List<String> LEVELS = List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "OFF");

    private final ServicePorts ports;
    private final Map<String, String> environment;
    private final List<String> faults = new ArrayList<>();

    ServiceEnvironment(ServicePorts ports, Map<String, String> environment) {
        this.ports = ports;
        this.environment = environment;
    }

    ServiceSettings read() {
        Optional<DatabaseConfig> database = database();
        int port = port(ports.portSetting(), ports.defaultPort());
        int adminPort = port(ports.adminPortSetting(), ports.defaultAdminPort());
        if (port == adminPort && port != 0) {
            faults.add(ports.adminPortSetting() + "=" + adminPort + ": the same as " + ports.portSetting()
                    + "; choose another port");
        }
        String bindHost = value("BIND_HOST").orElse("127.0.0.1");
        String adminBindHost = value("ADMIN_BIND_HOST").orElse("127.0.0.1");
        Set<String> allowedHosts = allowedHosts();
        Duration httpIdle = httpIdle();
        Level level = logLevel();
        LogFormat format = logFormat();
        if (database.isEmpty() || !faults.isEmpty()) {
            throw new StartupException(faults);
        }
        return new ServiceSettings(
                ports, port, adminPort, bindHost, adminBindHost, allowedHosts, httpIdle, level, format, database.get());
    }

    private Optional<DatabaseConfig> database() {
        try {
            return Optional.of(DatabaseConfig.fromEnvironment(environment));
        } catch (DatabaseConfigException e) {
            faults.addAll(e.faults());
            return Optional.empty();
        }
    }

    private int port(String name, int fallback) {
        String text = value(name).orElse(Integer.toString(fallback));
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= MAX_PORT) {
                return port;
            }
            faults.add(name + "=" + text + ": out of range; use 1 to " + MAX_PORT + ", or 0 for any free port");
        } catch (NumberFormatException e) {
            faults.add(name + "=" + text + ": not a whole number; use 1 to " + MAX_PORT + ", or 0 for any free port");
        }
        return 0;
    }

    private Duration httpIdle() {
        String text = value("HTTP_IDLE_SECONDS").orElse(DEFAULT_IDLE_SECONDS);
        try {
            int seconds = Integer.parseInt(text);
            if (seconds >= 1 && seconds <= MAX_IDLE_SECONDS) {
                return Duration.ofSeconds(seconds);
            }
            faults.add("HTTP_IDLE_SECONDS=" + text + ": out of range; use 1 to " + MAX_IDLE_SECONDS);
        } catch (NumberFormatException e) {
            faults.add("HTTP_IDLE_SECONDS=" + text + ": not a whole number; use 1 to " + MAX_IDLE_SECONDS);
        }
        return Duration.ZERO;
    }

    private Set<String> allowedHosts() {
        Set<String> hosts = new TreeSet<>();
        for (String part : value("ALLOWED_HOSTS").orElse("").split(",", -1)) {
            String host = part.strip().toLowerCase(Locale.ROOT);
            if (host.isEmpty()) {
                continue;
            }
            if (!host.equals("*") && !HOST_NAME.matcher(host).matches()) {
                faults.add("ALLOWED_HOSTS=" + value("ALLOWED_HOSTS").orElse("") + ": " + host
                        + " is not a host name; use names without scheme and port, such as api.example.com, or *");
            }
            hosts.add(host);
        }
        return hosts;
    }

    private Level logLevel() {
        String text = value("LOG_LEVEL").orElse("INFO");
        if (!LEVELS.contains(text.toUpperCase(Locale.ROOT))) {
            faults.add("LOG_LEVEL=" + text + ": unknown; use one of " + String.join(", ", LEVELS));
        }
        return Level.toLevel(text, Level.INFO);
    }

    private LogFormat logFormat() {
        String text = value("LOG_FORMAT").orElse("text");
        try {
            return LogFormat.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            faults.add("LOG_FORMAT=" + text + ": unknown; use text or json");
            return LogFormat.TEXT;
        }
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }
}
