package dev.aegis.api;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.dropwizard.RunningService;
import dev.aegis.dropwizard.testing.Client;
import dev.aegis.migrations.MigrateToLatest;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** A test of the running service: each has a database of its own, on every engine, and a real server and client. */
@DatabaseTest(prepare = MigrateToLatest.class, isolation = Isolation.FRESH)
public abstract class ApiTest {
    protected final TestDatabase database;
    protected final RunningService service;
    protected final Client client;

    protected ApiTest(TestDatabase database, Map<String, String> settings) {
        this.database = database;
        this.service = start(database, settings);
        this.client = new Client(service.uri());
    }

    /** Starts a service on a database and any free ports. */
    public static RunningService start(TestDatabase database, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(
                Map.of("DATABASE_URL", database.url(), "API_PORT", "0", "API_ADMIN_PORT", "0", "LOG_LEVEL", "OFF"));
        environment.putAll(settings);
        return RunningService.start(new ApiApplication(), environment);
    }

    @AfterEach
    void stop() {
        service.close();
    }
}
