package dev.aegis.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

@DatabaseTest(isolation = Isolation.FRESH)
class MigratorTest {

    @Test
    void appliesWhatIsPendingAndThenNothing(TestDatabase test) {
        Migrator migrator = TestMigrators.with("newer-program", test);
        List<AppliedChangeset> told = new ArrayList<>();

        MigrationResult first = migrator.migrate(told::add);
        MigrationResult second = migrator.migrate(told::add);

        assertThat(first.applied()).extracting(AppliedChangeset::id).containsExactly("first-step", "second-step");
        assertThat(first.applied()).isEqualTo(told).allSatisfy(applied -> {
            assertThat(applied.author()).isEqualTo("test");
            assertThat(applied.file()).isEqualTo("test-changelogs/" + applied.id() + ".yaml");
            assertThat(applied.duration()).isBetween(Duration.ofNanos(1), Duration.ofMinutes(1));
        });
        assertThat(second.nothingWasPending()).isTrue();
        assertThat(test.tables()).contains("first_step", "second_step");
    }

    @Test
    void appliesOnlyWhatIsNew(TestDatabase test) {
        TestMigrators.with("older-program", test).migrate();

        MigrationResult result = TestMigrators.with("newer-program", test).migrate();

        assertThat(result.applied()).extracting(AppliedChangeset::id).containsExactly("second-step");
    }

    @Test
    void statusOfAnUntouchedDatabaseIsThatAllIsPending(TestDatabase test) {
        Migrator migrator = TestMigrators.with("newer-program", test);

        MigrationStatus status = migrator.status();

        assertThat(status.isCurrent()).isFalse();
        assertThat(status.pending()).extracting(Changeset::id).containsExactly("first-step", "second-step");
        assertThat(status.applied()).isEmpty();
        assertThat(status.summary()).isEqualTo("2 pending, 0 applied");
        assertThat(test.tables()).isEmpty();
    }

    @Test
    void statusAfterMigratingIsCurrentAndSaysWhen(TestDatabase test) {
        Migrator migrator = TestMigrators.with("newer-program", test);
        Instant start = Instant.now();
        migrator.migrate();

        MigrationStatus status = migrator.status();

        assertThat(status.isCurrent()).isTrue();
        assertThat(status.summary()).isEqualTo("current, 2 applied");
        assertThat(status.applied())
                .extracting(MigrationStatus.Executed::id)
                .containsExactly("first-step", "second-step");
        assertThat(status.applied())
                .allSatisfy(executed -> assertThat(executed.executedAt())
                        .isBetween(start.minusSeconds(1), Instant.now().plusSeconds(1)));
    }

    @Test
    void dryRunSaysWhatWouldBeExecutedAndDoesNothing(TestDatabase test) {
        Migrator migrator = TestMigrators.with("newer-program", test);

        String sql = migrator.dryRunSql();

        assertThat(sql)
                .containsPattern("(?i)CREATE TABLE (public\\.)?databasechangelog")
                .containsPattern("CREATE TABLE (public\\.)?first_step")
                .containsPattern("CREATE TABLE (public\\.)?second_step");
        assertThat(test.tables()).isEmpty();
    }

    @Test
    void dryRunIsEmptyWhenNothingIsPending(TestDatabase test) {
        Migrator migrator = TestMigrators.with("newer-program", test);
        migrator.migrate();

        assertThat(migrator.dryRunSql()).isEmpty();
    }

    @Test
    void rollsBackTheLatestFirst(TestDatabase test) {
        Migrator migrator = TestMigrators.with("newer-program", test);
        migrator.migrate();

        assertThat(migrator.rollback(1).changesets()).extracting(Changeset::id).containsExactly("second-step");
        assertThat(test.tables()).contains("first_step").doesNotContain("second_step");
        assertThat(migrator.rollback(5).changesets()).extracting(Changeset::id).containsExactly("first-step");
        assertThat(migrator.rollback(1).changesets()).isEmpty();
    }

    @Test
    void refusesToRollBackLessThanOneChangeset(TestDatabase test) {
        Migrator migrator = TestMigrators.with("newer-program", test);

        assertThatIllegalArgumentException().isThrownBy(() -> migrator.rollback(0));
    }

    @Test
    void refusesASchemaThatIsNewerThanTheProgram(TestDatabase test) {
        TestMigrators.with("newer-program", test).migrate();
        Migrator older = TestMigrators.with("older-program", test);

        assertThat(older.status().unknown()).extracting(Changeset::id).containsExactly("second-step");
        assertThat(older.status().isCurrent()).isFalse();
        assertOneLine(older::migrate, "newer than this program", "second-step", "nothing was changed");
        assertOneLine(older::dryRunSql, "newer than this program", "second-step");
        assertOneLine(() -> older.rollback(1), "newer than this program", "second-step");
        assertThat(test.tables()).contains("first_step", "second_step");
    }

    @Test
    void refusesChangesetsThatWereEditedAfterwards(TestDatabase test) {
        TestMigrators.with("older-program", test).migrate();
        test.execute("update databasechangelog set md5sum = '9:0123456789abcdef0123456789abcdef'");
        Migrator migrator = TestMigrators.with("newer-program", test);

        assertThat(migrator.status().changed()).extracting(Changeset::id).containsExactly("first-step");
        assertThat(migrator.status().summary()).isEqualTo("1 pending, 1 changed, 1 applied");
        assertOneLine(migrator::migrate, "first-step", "edited", "new changeset");
        assertThat(test.tables()).doesNotContain("second_step");
    }

    @Test
    void aFailingChangesetLeavesNothingAndThoseBeforeItStay(TestDatabase test) {
        Migrator migrator = TestMigrators.with("failing-step", test);

        assertOneLine(
                migrator::migrate,
                "failing-step",
                "missing_table",
                "1 before it were applied",
                "its transaction was rolled back");

        assertThat(test.tables()).contains("first_step").doesNotContain("half_done", "second_step");
        assertThat(migrator.status().applied())
                .extracting(MigrationStatus.Executed::id)
                .containsExactly("first-step");
    }

    @Test
    void aChangesetThatCannotBeRecordedIsNotAppliedEither(TestDatabase test) {
        TestMigrators.with("older-program", test).migrate();
        test.execute("create unique index one_by_each_author on databasechangelog (author)");

        assertOneLine(
                () -> TestMigrators.with("newer-program", test).migrate(),
                "second-step",
                "its transaction was rolled back");

        assertThat(test.tables()).doesNotContain("second_step");
    }

    @Test
    void aFailureOutsideATransactionSaysThatSomethingMayBeLeft(TestDatabase test) {
        Migrator migrator = TestMigrators.with("failing-outside-transaction", test);

        assertOneLine(migrator::migrate, "failing-outside-transaction", "look for what it left behind");

        assertThat(test.tables()).contains("half_done");
    }

    @Test
    void aFailingRollbackLeavesTheChangesetAsItWas(TestDatabase test) {
        Migrator migrator = TestMigrators.with("failing-rollback", test);
        migrator.migrate();

        assertOneLine(
                () -> migrator.rollback(2),
                "failing-rollback",
                "missing_table",
                "1 after it were rolled back",
                "its transaction was rolled back");

        assertThat(test.tables()).contains("first_step").doesNotContain("second_step");
        assertThat(migrator.status().applied())
                .extracting(MigrationStatus.Executed::id)
                .containsExactly("failing-rollback");
    }

    @Test
    void rollsBackNothingUnlessAllCanBe(TestDatabase test) {
        Migrator migrator = TestMigrators.with("no-way-back", test);
        migrator.migrate();

        assertOneLine(() -> migrator.rollback(2), "no-way-back", "nothing was changed");

        assertThat(test.tables()).contains("first_step", "second_step");
    }

    @Test
    void refusesAChangesetThatLeavesRowsWithoutTheirParent(TestDatabase test) {
        Migrator migrator = TestMigrators.with("orphans", test);

        assertOneLine(migrator::migrate, "orphans", "1 before it were applied", "its transaction was rolled back");

        assertThat(test.tables()).contains("first_step").doesNotContain("orphans");
    }

    @Test
    void leavesOutWhatIsForTheOtherEngine(TestDatabase test) {
        Migrator migrator = TestMigrators.with("one-engine-each", test);

        migrator.migrate();

        assertThat(migrator.status().isCurrent()).isTrue();
        switch (test.engine()) {
            case SQLITE ->
                assertThat(test.tables()).contains("of_sqlite", "of_sqlite_too").doesNotContain("of_postgresql");
            case POSTGRESQL ->
                assertThat(test.tables()).contains("of_postgresql").doesNotContain("of_sqlite", "of_sqlite_too");
        }
    }

    @Test
    void repeatsWhatIsMarkedToRunAlways(TestDatabase test) {
        Migrator migrator = TestMigrators.with("repeated", test);
        migrator.migrate();

        assertThat(migrator.status().isCurrent()).isTrue();
        assertThat(migrator.migrate().applied())
                .extracting(AppliedChangeset::id)
                .containsExactly("repeated");
        assertThat(test.rowCount("first_step")).isEqualTo(2);
        assertThat(migrator.status().applied()).hasSize(2);
    }

    @Test
    void appliesAgainWhatIsMarkedToRunOnChange(TestDatabase test) {
        Migrator migrator = TestMigrators.with("run-on-change", test);
        migrator.migrate();
        test.execute(
                "update databasechangelog set md5sum = '9:0123456789abcdef0123456789abcdef' where id = ?",
                "run-on-change");

        assertThat(migrator.status().pending()).extracting(Changeset::id).containsExactly("run-on-change");
        assertThat(migrator.migrate().applied())
                .extracting(AppliedChangeset::id)
                .containsExactly("run-on-change");
        assertThat(migrator.status().isCurrent()).isTrue();
    }

    @Test
    void whatTheListenerThrowsEndsTheMigrationThere(TestDatabase test) {
        Migrator migrator = TestMigrators.with("newer-program", test);
        IllegalStateException thrown = new IllegalStateException("enough");

        assertThatThrownBy(() -> migrator.migrate(applied -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
        assertThat(migrator.status().pending()).extracting(Changeset::id).containsExactly("second-step");
    }

    @Test
    void aMalformedChangelogIsOneLineAndTouchesNoDatabase(TestDatabase test) {
        assertOneLine(() -> TestMigrators.with("malformed", test).migrate(), "malformed.yaml");
        assertThat(test.tables()).isEmpty();
    }

    static void assertOneLine(ThrowingCallable call, String... parts) {
        assertThatThrownBy(call)
                .isInstanceOf(MigrationException.class)
                .satisfies(
                        error -> assertThat(error.getMessage()).contains(parts).hasLineCount(1));
    }
}
