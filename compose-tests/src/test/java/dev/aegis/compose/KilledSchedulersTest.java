package dev.aegis.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Two APIs forge while three schedulers are killed again and again: each event has one effect, and none is lost. */
class KilledSchedulersTest {
    private static final int SHIELDS = 2_000;
    private static final int APIS = 2;
    private static final int SCHEDULERS = 3;
    private static final int KILLS = 9;

    @Test
    void everyEventIsProcessedExactlyOnce() throws Exception {
        try (Stack stack = Stack.up(APIS, SCHEDULERS)) {
            DockerCompose compose = stack.compose();
            recordEffectsSlowly(compose);
            ExecutorService pool = Executors.newFixedThreadPool(APIS);
            List<Future<Integer>> forging = new ArrayList<>();
            for (int i = 1; i <= APIS; i++) {
                Http api = compose.http("api", i);
                forging.add(pool.submit(() -> forge(api, SHIELDS / APIS)));
            }
            pool.shutdown();

            int killedAtWork = 0;
            for (int i = 0; i < KILLS; i++) {
                int victim = i % SCHEDULERS + 1;
                Eventually.within(Duration.ofSeconds(60), "some scheduler is at work", () -> isTempering(compose));
                compose.kill("scheduler", victim);
                killedAtWork++;
                compose.start("scheduler", victim);
                Eventually.within(Duration.ofSeconds(60), "it is back", () -> compose.isHealthy("scheduler", victim));
                if (compose.count("select count(*) from effects") == SHIELDS) {
                    break;
                }
            }

            int forged = 0;
            for (Future<Integer> one : forging) {
                forged += one.get();
            }
            assertThat(forged).isEqualTo(SHIELDS);
            assertThat(killedAtWork).isGreaterThanOrEqualTo(SCHEDULERS);
            Eventually.within(
                    Duration.ofSeconds(90),
                    "no event waits",
                    () -> compose.count("select count(*) from forge_events where processed_at is null") == 0);
            assertThat(compose.sql("select count(*), count(distinct event_id) from effects"))
                    .containsExactly(SHIELDS + "|" + SHIELDS);
            assertThat(compose.count("select count(*) from shields where tempered_at is null"))
                    .isZero();
        }
    }

    /** Counts in the transaction of the effect; the sleep leaves time to be killed in the middle. */
    private static void recordEffectsSlowly(DockerCompose compose) {
        compose.sql("""
                create table effects (event_id bigint not null);
                create function on_processing() returns trigger language plpgsql security definer as $$
                begin
                    insert into public.effects (event_id) values (new.id);
                    perform pg_sleep(0.01);
                    return new;
                end $$;
                create trigger on_processing after update of processed_at on forge_events
                for each row execute function on_processing();
                """);
    }

    private static boolean isTempering(DockerCompose compose) {
        return compose.count("""
                select count(*) from pg_stat_activity
                where usename = 'aegis_services' and state <> 'idle' and query like 'update forge_events%'
                """) > 0;
    }

    /** All are acknowledged: that schedulers die is nothing that the API notices. */
    private static int forge(Http api, int count) {
        for (int i = 0; i < count; i++) {
            assertThat(api.forge("Shield " + i).statusCode()).isEqualTo(201);
        }
        return count;
    }
}
