package dev.aegis.dropwizard;

import java.io.IOException;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Takes the ports of a server before it starts, so that each one that cannot be had is named by its setting. */
final class ListeningPorts {
    private final ServiceSettings settings;
    private final List<String> faults = new ArrayList<>();

    private ListeningPorts(ServiceSettings settings) {
        this.settings = settings;
    }

    /**
     * Opens the server's connectors; it starts to accept when the server is started.
     *
     * @throws StartupException naming every port that cannot be had; none stays open then
     */
    static void open(ServiceSettings settings, Server server) {
        ListeningPorts ports = new ListeningPorts(settings);
        for (Connector connector : server.getConnectors()) {
            if (connector instanceof ServerConnector socket) {
                ports.open(socket);
            }
        }
        if (!ports.faults.isEmpty()) {
            for (Connector connector : server.getConnectors()) {
                if (connector instanceof ServerConnector socket) {
                    socket.close();
                }
            }
            throw new StartupException(ports.faults);
        }
    }

    private void open(ServerConnector socket) {
        boolean admin = "admin".equals(socket.getName());
        try {
            socket.open();
        } catch (UnresolvedAddressException | IOException e) {
            String reason = reason(e);
            String host = (admin ? "ADMIN_BIND_HOST=" : "BIND_HOST=") + socket.getHost();
            String port = (admin
                            ? settings.ports().adminPortSetting()
                            : settings.ports().portSetting()) + "=" + socket.getPort();
            faults.add(
                    switch (reason) {
                        case "address already in use" ->
                            port + ": in use; stop the other process or choose another port";
                        case "permission denied" -> port + ": not allowed for this user; choose a port from 1024";
                        case "unresolved address", "cannot assign requested address" ->
                            host + ": not an address of this machine; use 127.0.0.1, or 0.0.0.0 for all of them";
                        default -> port + ": cannot be listened on at " + socket.getHost() + ", " + reason;
                    });
        }
    }

    /** Jetty wraps what the operating system says. */
    private static String reason(Exception error) {
        Throwable reason = error.getCause() == null ? error : error.getCause();
        if (reason instanceof UnresolvedAddressException) {
            return "unresolved address";
        }
        return String.valueOf(reason.getMessage()).toLowerCase(Locale.ROOT);
    }
}
