package dev.aegis.migrations;

import dev.aegis.db.DatabaseEngine;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import liquibase.Scope;
import liquibase.database.Database;
import liquibase.database.core.PostgresDatabase;
import liquibase.database.core.SQLiteDatabase;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

/**
 * The surroundings in which all of Liquibase runs here: nothing on the console, nothing sent home, resources from this
 * class loader. They hold for the calling thread and this call alone.
 */
public final class QuietLiquibase {
    /** Liquibase keeps factories and services in static fields that are not meant for several threads. */
    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

    private QuietLiquibase() {}

    /** Liquibase's idea of an engine, without a connection. */
    public static Database databaseOf(DatabaseEngine engine) {
        return switch (engine) {
            case SQLITE -> new SQLiteDatabase();
            case POSTGRESQL -> new PostgresDatabase();
        };
    }

    /** Something to do within. */
    public interface Work<T> {
        T run() throws Exception;
    }

    /** Does some work with Liquibase; one thread at a time. */
    @SuppressWarnings("try") // close() of Liquibase's class is declared to throw anything
    public static <T> T call(Database database, Work<T> work) throws Exception {
        ClassLoader classLoader = QuietLiquibase.class.getClassLoader();
        ONE_AT_A_TIME.lock();
        try (ClassLoaderResourceAccessor resources = new ClassLoaderResourceAccessor(classLoader)) {
            Map<String, Object> values = new HashMap<>();
            values.put(Scope.Attr.database.name(), database);
            values.put(Scope.Attr.classLoader.name(), classLoader);
            values.put(Scope.Attr.resourceAccessor.name(), resources);
            values.put(Scope.Attr.logService.name(), new Slf4jLogService());
            values.put(Scope.Attr.ui.name(), new LoggerUIService());
            values.put("liquibase.analytics.enabled", false);
            return Scope.child(values, work::run);
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }
}
