package dev.aegis.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was applied last is undone first, whatever the clocks and time zones said. */
@DatabaseTest(isolation = Isolation.FRESH)
class HistoryOrderTest {
    private final GeneratedChangelog changelog = GeneratedChangelog.create("history-order");

    @Test
    void comesFromTheNumbersAndNotFromTheTimes(TestDatabase test) throws IOException {
        changelog.write("1-a.yaml", ChangesetText.of("a", List.of("create table a (id int)"), List.of("drop table a")));
        changelog.write("2-b.yaml", ChangesetText.of("b", List.of("create table b (id int)"), List.of("drop table b")));
        Migrator migrator = changelog.migrator(test);
        migrator.migrate();
        // As psql or Liquibase's own tools write it, an hour or more east of here.
        test.execute("update databasechangelog set dateexecuted = '2099-01-01 00:00:00' where id = 'a'");

        assertThat(migrator.status().applied())
                .extracting(MigrationStatus.Executed::id)
                .containsExactly("a", "b");
        assertThat(migrator.rollback(1).changesets()).extracting(Changeset::id).containsExactly("b");
        assertThat(test.tables()).contains("a").doesNotContain("b");
    }
}
