package dev.aegis.scheduler.shields;

import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;

/** Triggers that watch over the processing of forge events. */
public final class EventTriggers {
    private EventTriggers() {}

    /** Leaves a row in {@code effects} whenever an event becomes processed. */
    public static void recordEffects(TestDatabase test) {
        test.execute("create table effects (event_id bigint not null)");
        onProcessing(test, "insert into effects (event_id) values (new.id);");
    }

    /** As {@link #recordEffects}, and makes the processing of each event take a while. PostgreSQL only. */
    public static void recordEffectsSlowly(TestDatabase test, double seconds) {
        test.execute("create table effects (event_id bigint not null)");
        onProcessing(test, "insert into effects (event_id) values (new.id); perform pg_sleep(" + seconds + ");");
    }

    /** Lets the processing of any event fail with these words. */
    public static void refuse(TestDatabase test, String message) {
        onProcessing(
                test,
                test.engine() == TestEngine.SQLITE
                        ? "select raise(abort, '" + message + "');"
                        : "raise exception '" + message + "';");
    }

    private static void onProcessing(TestDatabase test, String action) {
        if (test.engine() == TestEngine.SQLITE) {
            test.execute("create trigger on_processing after update of processed_at on forge_events begin " + action
                    + " end");
            return;
        }
        test.execute("create function on_processing() returns trigger language plpgsql as $$ begin " + action
                + " return new; end $$");
        test.execute("create trigger on_processing after update of processed_at on forge_events"
                + " for each row execute function on_processing()");
    }
}
