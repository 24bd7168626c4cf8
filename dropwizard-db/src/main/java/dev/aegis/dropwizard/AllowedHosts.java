package dev.aegis.dropwizard;

import io.dropwizard.core.setup.Environment;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers 421 to requests for another host: a page of another origin can point a name of its own at this service (DNS
 * rebinding), and would then be of the same origin. An address cannot be pointed anywhere, so requests by address pass.
 */
final class AllowedHosts extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(AllowedHosts.class);
    private static final String ALL = "*";
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("\\[?[0-9a-f:.]*:[0-9a-f:.]*(%[a-z0-9]+)?]?");
    private static final Pattern PORT = Pattern.compile(":\\d*$");
    private static final int MOST_NAMED = 20;
    private static final int LONGEST_NAME = 253;

    private final transient Set<String> allowed;
    private final transient String bound;
    private final transient Set<String> refused = ConcurrentHashMap.newKeySet();

    /**
     * A filter for one port.
     *
     * @param allowed from the setting, in lower case; a star allows all
     * @param bound the host on which the port listens
     */
    AllowedHosts(Set<String> allowed, String bound) {
        this.allowed = allowed;
        this.bound = bound.toLowerCase(Locale.ROOT);
    }

    /** Watches over both ports of a service. */
    static void watch(Environment environment, ServiceSettings settings) {
        environment
                .servlets()
                .addFilter("allowed-hosts", new AllowedHosts(settings.allowedHosts(), settings.bindHost()))
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        environment
                .admin()
                .addFilter("allowed-hosts", new AllowedHosts(settings.allowedHosts(), settings.adminBindHost()))
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        // The target of a request may name another host than its header.
        String refusedHost = firstRefused(request.getServerName(), request.getHeader("Host"));
        if (refusedHost == null) {
            chain.doFilter(request, response);
            return;
        }
        tell(refusedHost);
        response.sendError(421);
    }

    private @Nullable String firstRefused(@Nullable String... hosts) {
        for (String host : hosts) {
            if (host != null && !isAllowed(name(host))) {
                return name(host);
            }
        }
        return null;
    }

    private boolean isAllowed(String host) {
        return host.isEmpty()
                || host.equals("localhost")
                || host.endsWith(".localhost")
                || IPV4.matcher(host).matches()
                || IPV6.matcher(host).matches()
                || host.equals(bound)
                || allowed.contains(host)
                || allowed.contains(ALL);
    }

    /** Without port and final dot, in lower case. */
    private static String name(String host) {
        String name = host.startsWith("[") || host.indexOf(':') == host.lastIndexOf(':')
                ? PORT.matcher(host).replaceFirst("")
                : host;
        return (name.endsWith(".") ? name.substring(0, name.length() - 1) : name).toLowerCase(Locale.ROOT);
    }

    /** Once for each, and not for any number: the client chooses the name. */
    private void tell(String host) {
        if (host.length() <= LONGEST_NAME && refused.size() < MOST_NAMED && refused.add(host)) {
            LOG.warn(
                    "A request for host {} was refused; if this service is reached by that name, add it to ALLOWED_HOSTS",
                    host.replaceAll("[^a-z0-9.:_\\-\\[\\]]", "?"));
        }
    }
}
