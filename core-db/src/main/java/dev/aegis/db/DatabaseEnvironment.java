package dev.aegis.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the settings from environment variables and collects every fault before it reports any. */
final class DatabaseEnvironment {
    /** How the passwords begin that the repository ships for a first try. */
    private static final String DEVELOPMENT_PASSWORD = "development-only";

    private final Map<String, String> environment;
    private final List<String> faults = new ArrayList<>();
    private final boolean production;

    DatabaseEnvironment(Map<String, String> environment) {
        this.environment = environment;
        this.production = production();
    }

    DatabaseConfig read() {
        Optional<DatabaseUrl> url = url("DATABASE_URL", Optional.of(DatabaseConfig.DEFAULT_URL));
        Optional<DatabaseUrl> migrationUrl = url("DATABASE_MIGRATION_URL", Optional.empty());
        Optional<DatabaseUrl> replicaUrl = url("DATABASE_REPLICA_URL", Optional.empty());
        // Whether URLs contradict each other can only be said when all could be read.
        boolean urlsAreKnown = faults.isEmpty();
        int poolSize = poolSize();
        Duration slowTransaction = slowTransaction();
        SqliteSynchronous synchronous = synchronous();
        DatabaseConfig config = new DatabaseConfig(
                url.orElseGet(() -> DatabaseUrl.parse(DatabaseConfig.DEFAULT_URL)),
                urlsAreKnown ? migrationUrl : Optional.empty(),
                urlsAreKnown ? replicaUrl : Optional.empty(),
                poolSize,
                DatabaseConfig.DEFAULT_ACQUIRE_TIMEOUT,
                slowTransaction,
                synchronous,
                "aegis",
                resetSessions());
        faults.addAll(DatabaseConfigRules.faults(config));
        if (!faults.isEmpty()) {
            throw new DatabaseConfigException(faults);
        }
        return config;
    }

    private Optional<DatabaseUrl> url(String name, Optional<String> fallback) {
        Optional<String> text = secret(name).or(() -> fallback);
        // What the reader of a fault has to correct.
        String setting = value(name + "_FILE")
                .map(file -> name + "_FILE=" + file + " holds the URL")
                .orElse(name);
        try {
            Optional<DatabaseUrl> url = text.map(value -> DatabaseUrl.parse(setting, value));
            url.filter(given -> production && hasDevelopmentPassword(given))
                    .ifPresent(
                            given -> faults.add(setting + "=" + given + ": its password is a development default, which"
                                    + " everybody knows; AEGIS_ENV=production needs one of your own"));
            return url;
        } catch (DatabaseConfigException e) {
            faults.addAll(e.faults());
            return Optional.empty();
        }
    }

    private static boolean hasDevelopmentPassword(DatabaseUrl url) {
        return url.jdbcProperties().getProperty("password", "").startsWith(DEVELOPMENT_PASSWORD);
    }

    private boolean production() {
        String text = value("AEGIS_ENV").orElse("development");
        if (!List.of("development", "production").contains(text)) {
            faults.add("AEGIS_ENV=" + text + ": unknown; use development or production");
        }
        return text.equals("production");
    }

    /** A value given directly, or by the name of a file that holds it (how container secrets arrive). */
    private Optional<String> secret(String name) {
        Optional<String> direct = value(name);
        Optional<String> file = value(name + "_FILE");
        if (direct.isPresent() && file.isPresent()) {
            faults.add(name + " and " + name + "_FILE are both set; remove one of them");
            return Optional.empty();
        }
        return file.isPresent() ? content(name + "_FILE", file.get()) : direct;
    }

    private Optional<String> content(String name, String file) {
        try {
            String content = withoutMark(Files.readString(Path.of(file))).strip();
            if (!content.isEmpty()) {
                return Optional.of(content);
            }
            faults.add(name + "=" + file + ": the file is empty; write the URL into it");
        } catch (InvalidPathException | IOException e) {
            faults.add(name + "=" + file + ": cannot be read; name a file that this user may read");
        }
        return Optional.empty();
    }

    /** Some editors begin a file with U+FEFF, which is not shown. */
    private static String withoutMark(String content) {
        return content.startsWith("\ufeff") ? content.substring(1) : content;
    }

    private int poolSize() {
        Optional<String> text = value("DATABASE_POOL_SIZE");
        try {
            return text.map(Integer::parseInt).orElse(DatabaseConfig.DEFAULT_POOL_SIZE);
        } catch (NumberFormatException e) {
            faults.add("DATABASE_POOL_SIZE=" + text.orElse("") + ": not a whole number; use 1 to "
                    + DatabaseConfigRules.MAX_POOL_SIZE);
            return DatabaseConfig.DEFAULT_POOL_SIZE;
        }
    }

    private Duration slowTransaction() {
        Optional<String> text = value("DATABASE_SLOW_TRANSACTION_SECONDS");
        try {
            return text.map(seconds -> Duration.ofSeconds(Integer.parseInt(seconds)))
                    .orElse(DatabaseConfig.DEFAULT_SLOW_TRANSACTION);
        } catch (NumberFormatException e) {
            faults.add("DATABASE_SLOW_TRANSACTION_SECONDS=" + text.orElse("")
                    + ": not a whole number; use seconds, or 0 to turn the record off");
            return DatabaseConfig.DEFAULT_SLOW_TRANSACTION;
        }
    }

    private SqliteSynchronous synchronous() {
        Optional<String> text = value("DATABASE_SQLITE_SYNCHRONOUS");
        try {
            return text.map(name -> SqliteSynchronous.valueOf(name.toUpperCase(Locale.ROOT)))
                    .orElse(SqliteSynchronous.FULL);
        } catch (IllegalArgumentException e) {
            faults.add("DATABASE_SQLITE_SYNCHRONOUS=" + text.orElse("") + ": unknown; use one of "
                    + Arrays.toString(SqliteSynchronous.values()));
            return SqliteSynchronous.FULL;
        }
    }

    private boolean resetSessions() {
        String text = value("DATABASE_RESET_SESSIONS").orElse("false");
        if (!List.of("true", "false").contains(text)) {
            faults.add("DATABASE_RESET_SESSIONS=" + text + ": unknown; use true or false");
        }
        return text.equals("true");
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }
}
