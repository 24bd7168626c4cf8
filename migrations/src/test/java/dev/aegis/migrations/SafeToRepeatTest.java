package dev.aegis.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.migrations.sql.ChangesetSql;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import org.junit.jupiter.api.Test;

class SafeToRepeatTest {

    /** The author of each changeset in {@code repeatable.sql} is the answer. */
    @Test
    void isWhatWasUndoneAsAWhole() throws Exception {
        Map<String, Boolean> answers = new TreeMap<>();
        Map<String, Boolean> expected = new TreeMap<>();
        Database database = QuietLiquibase.databaseOf(DatabaseEngine.POSTGRESQL);
        QuietLiquibase.call(database, () -> {
            Changelog changelog = new Changelog("test-changelogs/repeatable.sql");
            for (ChangeSet changeSet : changelog.parse(database).getChangeSets()) {
                ChangesetSql sql = ChangesetSql.of(changeSet, database);
                answers.put(changeSet.getId(), SafeToRepeat.isSafe(sql, changeSet.isRunInTransaction()));
                expected.put(changeSet.getId(), changeSet.getAuthor().equals("yes"));
            }
            return answers;
        });

        assertThat(expected).hasSizeGreaterThan(8).containsValues(true, false);
        assertThat(answers).isEqualTo(expected);
    }

    @Test
    void isNothingThatCannotBeRead() {
        assertThat(SafeToRepeat.isSafe(new ChangesetSql(List.of(), List.of(), List.of("customChange")), true))
                .isFalse();
    }
}
