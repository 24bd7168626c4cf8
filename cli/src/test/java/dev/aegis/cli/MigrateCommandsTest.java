package dev.aegis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@DatabaseTest(isolation = Isolation.FRESH)
class MigrateCommandsTest {
    private Map<String, String> environment = Map.of();

    @BeforeEach
    void useDatabase(TestDatabase test) {
        environment = Map.of("DATABASE_URL", test.url());
    }

    private CommandRun aegis(String... arguments) {
        return CommandRun.of(environment, arguments);
    }

    @Test
    void migrateSaysWhatItAppliedAndThenThatNothingWasPending(TestDatabase test) {
        CommandRun first = aegis("migrate");
        CommandRun second = aegis("migrate");

        assertThat(first.exitCode()).isZero();
        assertThat(first.out())
                .containsPattern("applied  \\d{4}-\\S+  \\(\\d+ ms\\)")
                .contains("Applied ");
        assertThat(test.tables()).isNotEmpty();
        assertThat(second.exitCode()).isZero();
        assertThat(second.out()).startsWith("Nothing was pending: current, ").doesNotContain("ms)");
        assertThat(first.err() + second.err()).isEmpty();
    }

    @Test
    void sqlShowsWhatWouldRunAndChangesNothing(TestDatabase test) {
        CommandRun dryRun = aegis("migrate", "--sql");

        assertThat(dryRun.exitCode()).isZero();
        assertThat(dryRun.out()).containsIgnoringCase("create table ");
        assertThat(test.tables()).isEmpty();

        aegis("migrate");
        assertThat(aegis("migrate", "--sql").out().strip()).isEqualTo("-- Nothing is pending.");
    }

    @Test
    void statusIsForLookingAndCheckForScripts() {
        assertThat(aegis("migrate", "status").exitCode()).isZero();
        CommandRun pending = aegis("migrate", "status", "--check");
        assertThat(pending.exitCode()).isEqualTo(2);
        assertThat(pending.out()).contains(" pending, 0 applied").containsPattern("  pending  \\d{4}-");

        aegis("migrate");

        CommandRun current = aegis("migrate", "status", "--check");
        assertThat(current.exitCode()).isZero();
        assertThat(current.out())
                .contains(": current, ")
                .containsPattern("  applied  \\d{4}-")
                .doesNotContain("pending");
    }

    @Test
    void statusSpeaksJson(TestDatabase test) {
        aegis("migrate");

        CommandRun status = aegis("migrate", "status", "--json");

        assertThat(Json.parse(status.out())).hasValueSatisfying(json -> {
            assertThat(json.path("current").asBoolean()).isTrue();
            assertThat(json.path("pending").isEmpty()).isTrue();
            assertThat(json.path("applied").get(0).path("executed_at").asText()).endsWith("Z");
            assertThat(json.path("url").asText()).startsWith(test.url().substring(0, 6));
        });
    }

    @Test
    void anEditedChangesetIsCodeThree(TestDatabase test) {
        aegis("migrate");
        test.execute(
                "update databasechangelog set md5sum = '9:00000000000000000000000000000000' where orderexecuted = 1");

        CommandRun check = aegis("migrate", "status", "--check");
        CommandRun migrate = aegis("migrate");

        assertThat(check.exitCode()).isEqualTo(3);
        assertThat(check.out()).containsPattern("  changed  \\d{4}-");
        assertThat(migrate.exitCode()).isEqualTo(1);
        assertThat(migrate.err().lines()).hasSize(1);
    }

    @Test
    void aSchemaNewerThanTheProgramIsCodeFourAndIsLeftAlone(TestDatabase test) {
        aegis("migrate");
        test.execute("update databasechangelog set id = '9999-from-the-future' where orderexecuted ="
                + " (select max(orderexecuted) from databasechangelog)");

        CommandRun check = aegis("migrate", "status", "--check");
        CommandRun migrate = aegis("migrate");

        assertThat(check.exitCode()).isEqualTo(4);
        assertThat(check.out()).contains("  unknown  9999-from-the-future");
        assertThat(migrate.exitCode()).isEqualTo(1);
        assertThat(migrate.err()).contains("9999-from-the-future");
        assertThat(migrate.err().lines()).hasSize(1);
    }

    @Test
    void rollbackUndoesTheLastAndMigrateBringsItBack() {
        aegis("migrate");

        CommandRun rollback = aegis("migrate", "rollback", "-n", "1");

        assertThat(rollback.exitCode()).isZero();
        assertThat(rollback.out()).contains("undone   ").contains("Rolled back 1 changeset.");
        assertThat(aegis("migrate", "status", "--check").exitCode()).isEqualTo(2);
        assertThat(aegis("migrate").out()).contains("Applied 1 changeset.");
        assertThat(aegis("migrate", "status", "--check").exitCode()).isZero();
    }

    @Test
    void rollbackOfNothingSaysSo() {
        assertThat(aegis("migrate", "rollback", "-n", "1").out()).contains("Nothing to roll back");
    }

    @Test
    void wrongUsageIsNoOtherCode() {
        assertThat(aegis("migrate", "rollback").exitCode()).isEqualTo(64);
        assertThat(aegis("migrate", "rollback", "-n", "0").exitCode()).isEqualTo(64);
        assertThat(aegis("migrate", "statsu").exitCode()).isEqualTo(64);
        assertThat(aegis().exitCode()).isEqualTo(64);
        assertThat(aegis("--help").exitCode()).isZero();
        assertThat(aegis("migrate", "status", "--help").out())
                .contains("Exit codes:")
                .contains("pending");
    }
}
