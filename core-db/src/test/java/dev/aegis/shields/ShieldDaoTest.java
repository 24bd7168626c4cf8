package dev.aegis.shields;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.Database;
import dev.aegis.db.Json;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@DatabaseTest(prepare = ShieldTables.class)
class ShieldDaoTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30.5Z");

    private Database db;

    @BeforeEach
    void open(TestDatabase test) {
        db = Database.over(test.dataSource(), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private Shield forge(NewShield shield) {
        return db.inTransaction(tx -> tx.dao(ShieldDao.class).insert(shield));
    }

    private Optional<Shield> find(long id) {
        return db.read(tx -> tx.dao(ShieldDao.class).findById(id));
    }

    @Test
    void forgesWithTheDefaultsAtTheInstantOfTheTransaction() {
        Shield shield = forge(NewShield.named("Dragon Scale Shield"));

        assertThat(shield).isEqualTo(new Shield(shield.id(), "Dragon Scale Shield", 10, "iron", null, NOW, null));
        assertThat(find(shield.id())).contains(shield);
    }

    @Test
    void findsNoneThatIsNotThere() {
        assertThat(find(4711)).isEmpty();
    }

    @Test
    void givesPagesNewestFirstWithoutGapsOrRepetition() {
        List<Long> ids =
                List.of(forge(NewShield.named("1")), forge(NewShield.named("2")), forge(NewShield.named("3"))).stream()
                        .map(Shield::id)
                        .toList();

        List<Shield> first = db.read(tx -> tx.dao(ShieldDao.class).newest(2));
        List<Shield> rest = db.read(tx -> tx.dao(ShieldDao.class).newestBefore(ids.get(1), 2));

        assertThat(first).extracting(Shield::id).containsExactly(ids.get(2), ids.get(1));
        assertThat(rest).extracting(Shield::id).containsExactly(ids.get(0));
    }

    @Test
    void changesWhatIsGivenAndLeavesTheRest() {
        Shield shield = forge(new NewShield("Plain", 5, "oak", "fire"));

        Optional<Shield> changed = db.inTransaction(
                tx -> tx.dao(ShieldDao.class).change(shield.id(), new ShieldChange(null, 7, null, false, null)));

        assertThat(changed).contains(new Shield(shield.id(), "Plain", 7, "oak", "fire", NOW, null));
    }

    @Test
    void takesAnEnchantmentAway() {
        Shield shield = forge(new NewShield("Plain", 5, "oak", "fire"));

        Optional<Shield> changed = db.inTransaction(
                tx -> tx.dao(ShieldDao.class).change(shield.id(), new ShieldChange("Bare", null, null, true, null)));

        assertThat(changed).contains(new Shield(shield.id(), "Bare", 5, "oak", null, NOW, null));
    }

    @Test
    void deletesAShieldWithItsEvents(TestDatabase test) {
        Shield shield = forge(NewShield.named("Doomed"));
        db.useTransaction(tx -> tx.dao(ForgeEventDao.class).insert(shield.id(), new Json("{}"), List.of()));

        boolean deleted = db.inTransaction(tx -> tx.dao(ShieldDao.class).delete(shield.id()));
        boolean again = db.inTransaction(tx -> tx.dao(ShieldDao.class).delete(shield.id()));

        assertThat(deleted).isTrue();
        assertThat(again).isFalse();
        assertThat(find(shield.id())).isEmpty();
    }

    @Test
    void recordsTheForgingWithJsonAndTags() {
        Shield shield = forge(NewShield.named("Dragon Scale Shield"));

        ForgeEvent event = db.inTransaction(tx -> tx.dao(ForgeEventDao.class)
                .insert(shield.id(), new Json("{\"name\": \"Dragon Scale Shield\"}"), List.of("iron", "new")));

        assertThat(event.tags()).containsExactly("iron", "new");
        assertThat(event.payload().text()).isEqualTo("{\"name\": \"Dragon Scale Shield\"}");
        assertThat(event.createdAt()).isEqualTo(NOW);
        List<ForgeEvent> ofShield = db.read(tx -> tx.dao(ForgeEventDao.class).ofShield(shield.id()));
        List<ForgeEvent> unprocessed = db.read(tx -> tx.dao(ForgeEventDao.class).unprocessed(10));
        assertThat(ofShield).containsExactly(event);
        assertThat(unprocessed).containsExactly(event);
    }
}
