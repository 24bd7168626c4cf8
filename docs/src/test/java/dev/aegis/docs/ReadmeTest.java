package dev.aegis.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.Database;
import dev.aegis.db.DatabaseConfig;
import dev.aegis.migrations.Migrator;
import dev.aegis.shields.NewShield;
import dev.aegis.shields.Shield;
import dev.aegis.shields.ShieldDao;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The code in the README, on the DATABASE_URL of the build: a file in {@code target}. */
class ReadmeTest {

    @BeforeEach
    void migrate() {
        Migrator.of(DatabaseConfig.fromEnvironment()).migrate();
    }

    @Test
    @SuppressWarnings("unused") // what a reader would go on with
    void forgesAndReads() {
        // tag::top
        try (Database db = Database.open(DatabaseConfig.fromEnvironment())) {
            Shield shield =
                    db.inTransaction(tx -> tx.dao(ShieldDao.class).insert(NewShield.named("Dragon Scale Shield")));
            // committed here; an exception, of any kind, would have rolled it back and come out unchanged
            List<Shield> newest = db.read(tx -> tx.dao(ShieldDao.class).newest(20));
        }
        // end::top
        try (Database db = Database.open(DatabaseConfig.fromEnvironment())) {
            List<Shield> kept = db.read(tx -> tx.dao(ShieldDao.class).newest(1));
            assertThat(kept).extracting(Shield::name).containsExactly("Dragon Scale Shield");
        }
    }
}
