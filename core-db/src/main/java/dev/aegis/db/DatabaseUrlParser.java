package dev.aegis.db;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;

/** Parses the URL of one setting. Every fault names the setting, the redacted value and the remedy. */
final class DatabaseUrlParser {
    private static final String FORMS = "use sqlite:///data/app.db or postgresql://user:password@host:5432/database";

    /** libpq's names for what the JDBC driver calls otherwise; providers print them in the URLs they hand out. */
    private static final Map<String, String> LIBPQ_NAMES = Map.of(
            "application_name", "ApplicationName",
            "channel_binding", "channelBinding",
            "connect_timeout", "connectTimeout",
            "target_session_attrs", "targetServerType");

    private static final String NO_SOCKETS =
            "Unix sockets are not supported; use a host, as in postgresql://user:password@127.0.0.1:5432/database";

    private static final Map<String, String> TARGET_SESSION_ATTRS = Map.of(
            "any", "any",
            "primary", "primary",
            "read-write", "primary",
            "standby", "secondary",
            "read-only", "secondary",
            "prefer-standby", "preferSecondary");

    private final String setting;
    private final String url;

    DatabaseUrlParser(String setting, String url) {
        this.setting = setting;
        this.url = url.strip();
    }

    DatabaseUrl parse() {
        if (url.startsWith("\"") || url.startsWith("'")) {
            throw fault("begins with a quotation mark; write the URL without quotation marks");
        }
        int colon = url.indexOf("://");
        if (colon < 0) {
            throw fault("not a database URL; " + FORMS);
        }
        String rest = url.substring(colon + 3);
        return switch (url.substring(0, colon).toLowerCase(Locale.ROOT)) {
            case "sqlite" -> sqlite(rest);
            case "postgresql", "postgres" -> postgres(rest);
            default -> throw fault("unknown scheme" + quoted(url.substring(0, colon)) + "; " + FORMS);
        };
    }

    private DatabaseUrl sqlite(String rest) {
        if (rest.equals(":memory:") || rest.equals("/:memory:")) {
            return new DatabaseUrl.Sqlite(Optional.empty());
        }
        if (!rest.startsWith("/")) {
            throw fault("a SQLite URL has three slashes before a relative path, four before an absolute one;"
                    + " use sqlite:///data/app.db or sqlite:////var/lib/app/app.db");
        }
        if (rest.contains("?")) {
            throw fault("a SQLite URL has no parameters; use DATABASE_SQLITE_SYNCHRONOUS and the other settings");
        }
        String path = decode(rest.substring(1));
        if (path.isBlank() || path.endsWith("/")) {
            throw fault("names no file; use sqlite:///data/app.db");
        }
        try {
            return new DatabaseUrl.Sqlite(Optional.of(Path.of(path)));
        } catch (InvalidPathException e) {
            throw fault("not a path on this system (" + e.getReason() + "); use sqlite:///data/app.db");
        }
    }

    private DatabaseUrl postgres(String rest) {
        int question = rest.indexOf('?');
        String beforeQuery = question < 0 ? rest : rest.substring(0, question);
        Map<String, String> parameters = question < 0 ? new LinkedHashMap<>() : query(rest.substring(question + 1));
        String pgbouncer = parameters.remove("pgbouncer");
        if (pgbouncer != null && !pgbouncer.equals("true") && !pgbouncer.equals("false")) {
            throw fault("parameter pgbouncer is neither true nor false; use true or false");
        }

        int at = beforeQuery.lastIndexOf('@');
        String afterCredentials = beforeQuery.substring(at + 1);
        int slash = afterCredentials.indexOf('/');
        if (slash < 0 || slash == afterCredentials.length() - 1) {
            throw fault(
                    "names no database; add it after the host, as in postgresql://user:password@host:5432/database");
        }
        String database = decode(afterCredentials.substring(slash + 1));
        if (at < 0) {
            return new DatabaseUrl.Postgres(
                    hosts(afterCredentials.substring(0, slash)),
                    database,
                    null,
                    null,
                    parameters,
                    "true".equals(pgbouncer));
        }
        String credentials = beforeQuery.substring(0, at);
        if (credentials.contains("/") || credentials.contains("@")) {
            throw fault("user or password holds a '/' or '@'; percent-encode it: %2F, %40");
        }
        int colon = credentials.indexOf(':');
        String user = decode(colon < 0 ? credentials : credentials.substring(0, colon));
        @Nullable String password = colon < 0 ? null : decode(credentials.substring(colon + 1));
        return new DatabaseUrl.Postgres(
                hosts(afterCredentials.substring(0, slash)),
                database,
                user,
                password,
                parameters,
                "true".equals(pgbouncer));
    }

    private List<String> hosts(String text) {
        List<String> hosts = new ArrayList<>();
        for (String host : text.split(",", -1)) {
            int port = host.lastIndexOf(':');
            boolean bareIpv6 = host.endsWith("]");
            if (port < 0 || bareIpv6) {
                requireHost(host);
                hosts.add(host + ":5432");
            } else {
                requireHost(host.substring(0, port));
                requirePort(host.substring(port + 1));
                hosts.add(host);
            }
        }
        return hosts;
    }

    private void requireHost(String host) {
        if (!host.matches("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]")) {
            throw fault(notAHost(host));
        }
    }

    private String notAHost(String host) {
        if (host.isEmpty()) {
            return "names no host; " + FORMS;
        }
        if (host.toUpperCase(Locale.ROOT).startsWith("%2F")) {
            return NO_SOCKETS;
        }
        if (host.startsWith("[") && host.contains("%")) {
            return "an IPv6 address with a zone is not supported; use an address without one, or a host name";
        }
        return url.contains("@") || host.contains(":")
                ? "the host is not a host name; percent-encode special characters of the password"
                : "the host is not a host name; use a name, an IPv4 address, or an IPv6 address in brackets";
    }

    private void requirePort(String port) {
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65_535) {
            throw fault("the port is not a number from 1 to 65535; PostgreSQL's own is 5432");
        }
    }

    private Map<String, String> query(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw fault("parameter" + quoted(pair)
                        + " has no value; write name=value, and %3F for a '?' in a password");
            }
            String name = decode(pair.substring(0, equals));
            String value = decode(pair.substring(equals + 1));
            if (name.equals("host")) {
                throw fault(value.startsWith("/") ? NO_SOCKETS : "give the host before the database; " + FORMS);
            }
            String known = LIBPQ_NAMES.getOrDefault(name, name);
            if (name.equals("target_session_attrs")) {
                value = targetServerType(value);
            }
            // The driver ignores what it does not know: a misspelt sslmode would silently mean no TLS.
            if (!known.equals("pgbouncer") && PGProperty.forName(known) == null) {
                throw fault("unknown parameter" + quoted(name)
                        + "; the PostgreSQL JDBC driver's, and pgbouncer, are known");
            }
            if (known.equals("user") || known.equals("password")) {
                throw fault("give user and password before the host: postgresql://user:password@host:5432/database");
            }
            parameters.put(known, value);
        }
        return parameters;
    }

    private String targetServerType(String value) {
        String type = TARGET_SESSION_ATTRS.get(value);
        if (type == null) {
            throw fault("parameter target_session_attrs is unknown; use one of "
                    + TARGET_SESSION_ATTRS.keySet().stream().sorted().toList());
        }
        return type;
    }

    /** RFC 3986: unlike in HTML forms, a plus is a plus. */
    private String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int from = 0;
        for (int percent = text.indexOf('%'); percent >= 0; percent = text.indexOf('%', from)) {
            bytes.writeBytes(text.substring(from, percent).getBytes(StandardCharsets.UTF_8));
            bytes.write(octet(text, percent));
            from = percent + 3;
        }
        bytes.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw fault("percent-encoding that is not UTF-8; encode the UTF-8 bytes of each character");
        }
    }

    private int octet(String text, int percent) {
        boolean complete = percent + 2 < text.length();
        int high = complete ? Character.digit(text.charAt(percent + 1), 16) : -1;
        int low = complete ? Character.digit(text.charAt(percent + 2), 16) : -1;
        if (high < 0 || low < 0) {
            throw fault("broken percent-encoding; write a percent sign as %25");
        }
        return high * 16 + low;
    }

    /** Names what was found, unless an @ behind the question mark says that it may be part of a password. */
    private String quoted(String found) {
        int question = url.indexOf('?');
        boolean doubtful = question >= 0 && url.indexOf('@', question) >= 0;
        return !doubtful && found.matches("[A-Za-z0-9+._-]+") ? " '" + found + "'" : "";
    }

    private DatabaseConfigException fault(String remedy) {
        return new DatabaseConfigException(List.of(setting + "=" + Redaction.of(url) + ": " + remedy));
    }
}
