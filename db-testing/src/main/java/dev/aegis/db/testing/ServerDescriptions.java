package dev.aegis.db.testing;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the engines of this JVM turned out to be, for the report at its end. */
final class ServerDescriptions {

    private static final Map<TestEngine, String> DESCRIPTIONS = new ConcurrentHashMap<>();

    private ServerDescriptions() {}

    static void put(TestEngine engine, String description) {
        DESCRIPTIONS.put(engine, description);
    }

    static Optional<String> of(TestEngine engine) {
        return Optional.ofNullable(DESCRIPTIONS.get(engine));
    }
}
