package dev.aegis.single;

import dev.aegis.db.testing.TestDatabase;
import dev.aegis.dropwizard.RunningService;
import java.util.Map;

/** Starts the service on the database of a test and any free ports. */
public final class SingleServices {
    private SingleServices() {}

    public static RunningService start(TestDatabase database) {
        return RunningService.start(
                new SingleServiceApplication(),
                Map.of("DATABASE_URL", database.url(), "API_PORT", "0", "API_ADMIN_PORT", "0", "LOG_LEVEL", "OFF"));
    }
}
