package dev.aegis.scheduler;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/** Names for schedulers: they tell the host, and no two starts have the same one. */
final class InstanceName {
    private static final int MAX_HOST = 30;

    private InstanceName() {}

    static String create() {
        String unique = UUID.randomUUID().toString().substring(0, 8);
        return host() + "-" + ProcessHandle.current().pid() + "-" + unique;
    }

    private static String host() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return name.length() <= MAX_HOST ? name : name.substring(0, MAX_HOST);
        } catch (UnknownHostException e) {
            return "unknown-host";
        }
    }
}
