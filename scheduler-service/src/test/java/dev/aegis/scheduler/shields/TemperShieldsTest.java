package dev.aegis.scheduler.shields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.Database;
import dev.aegis.db.DatabaseConfig;
import dev.aegis.db.Json;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.migrations.MigrateToLatest;
import dev.aegis.shields.ForgeEventDao;
import dev.aegis.shields.NewShield;
import dev.aegis.shields.ShieldDao;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@DatabaseTest(prepare = MigrateToLatest.class, isolation = Isolation.FRESH)
@SuppressWarnings("NullAway.Init") // set before each test
class TemperShieldsTest {
    private Database database;

    @BeforeEach
    void open(TestDatabase test) {
        database = Database.open(DatabaseConfig.of(test.url()));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void tempersEveryShieldThatWaits(TestDatabase test) {
        forge(250);

        new TemperShields(database).run(() -> false);

        assertThat(count(test, "shields where tempered_at is not null")).isEqualTo(250);
        assertThat(count(test, "forge_events where processed_at is not null")).isEqualTo(250);
    }

    @Test
    void stopsAfterABatchWhenAskedTo(TestDatabase test) {
        forge(250);

        new TemperShields(database).run(() -> true);

        assertThat(count(test, "forge_events where processed_at is not null")).isEqualTo(100);
    }

    @Test
    void aShieldAndItsEventChangeTogetherOrNotAtAll(TestDatabase test) {
        forge(1);
        EventTriggers.refuse(test, "not today");

        assertThatThrownBy(() -> new TemperShields(database).run(() -> false)).hasMessageContaining("not today");

        assertThat(count(test, "shields where tempered_at is not null")).isZero();
    }

    @Test
    void severalAtOnceProcessEachEventOnce(TestDatabase test) throws Exception {
        forge(500);
        EventTriggers.recordEffects(test);
        ExecutorService schedulers = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(schedulers.submit(() -> new TemperShields(database).run(() -> false)));
            }
            for (Future<?> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
        } finally {
            schedulers.shutdownNow();
        }

        assertThat(count(test, "effects")).isEqualTo(500);
        assertThat(count(test, "(select distinct event_id from effects) e")).isEqualTo(500);
    }

    private void forge(int count) {
        database.useTransaction(tx -> {
            for (int i = 0; i < count; i++) {
                long id = tx.dao(ShieldDao.class)
                        .insert(NewShield.named("Shield " + i))
                        .id();
                tx.dao(ForgeEventDao.class).insert(id, new Json("{}"), List.of());
            }
        });
    }

    private static long count(TestDatabase test, String from) {
        return Long.parseLong(String.valueOf(
                test.query("select count(*) as n from " + from).get(0).get("n")));
    }
}
