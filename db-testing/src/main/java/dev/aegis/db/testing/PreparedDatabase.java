package dev.aegis.db.testing;

import java.lang.reflect.InvocationTargetException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * A database that a preparation has filled, and that tests get copies of: a new one for each test in
 * {@link Isolation#FRESH}, one that is used again and again in {@link Isolation#ROLLBACK}. Tests that run at the same
 * time never share one. Thread-safe.
 */
final class PreparedDatabase {

    private static final Once<Key, PreparedDatabase> PREPARED = new Once<>();

    private final TestEngine engine;
    private final DatabaseServer server;
    private final PhysicalDatabase template;
    private final Deque<RollbackSlot> idle = new ConcurrentLinkedDeque<>();

    private PreparedDatabase(TestEngine engine, DatabaseServer server, PhysicalDatabase template) {
        this.engine = engine;
        this.server = server;
        this.template = template;
    }

    /** The prepared database; the first call prepares it, and if that fails so does every later one. */
    static PreparedDatabase of(TestEngine engine, Class<? extends DatabasePreparation> type) {
        DatabasePreparation preparation = instantiate(type);
        return PREPARED.get(new Key(engine, preparation.fingerprint()), () -> prepare(engine, preparation));
    }

    /** A copy for one test. */
    LeasedDatabase lease(Isolation isolation) {
        return switch (isolation) {
            case FRESH -> new FreshLease(engine, server.copyOf(template));
            case ROLLBACK -> new RollbackLease(engine, idleSlot(), idle::push);
        };
    }

    private RollbackSlot idleSlot() {
        for (RollbackSlot slot = idle.poll(); slot != null; slot = idle.poll()) {
            if (slot.isUsable()) {
                return slot;
            }
            slot.discard();
        }
        return RollbackSlot.open(engine, server.copyOf(template));
    }

    private static PreparedDatabase prepare(TestEngine engine, DatabasePreparation preparation) {
        DatabaseServer server = DatabaseServers.forTests(engine);
        PhysicalDatabase template = server.create();
        OpenConnections connections = new OpenConnections();
        try {
            preparation.prepare(
                    new TestDatabase(engine, template::url, new FreshDataSource(engine, template, connections)));
        } catch (Exception e) {
            throw TestDatabaseException.failed(
                    "Preparing the %s database by %s failed"
                            .formatted(engine.label(), preparation.getClass().getName()),
                    e);
        }
        AssertionError leak = connections.closeAll();
        if (leak != null) {
            throw leak;
        }
        template.seal();
        return new PreparedDatabase(engine, server, template);
    }

    private static DatabasePreparation instantiate(Class<? extends DatabasePreparation> type) {
        try {
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (InvocationTargetException e) {
            throw TestDatabaseException.failed(type.getName() + " could not be made", e.getTargetException());
        } catch (ReflectiveOperationException e) {
            throw new ExtensionConfigurationException(
                    "@DatabaseTest(prepare = %s.class): a preparation needs a constructor without parameters, and must"
                                    .formatted(type.getName())
                            + " not be an inner class",
                    e);
        }
    }

    private record Key(TestEngine engine, String fingerprint) {}
}
