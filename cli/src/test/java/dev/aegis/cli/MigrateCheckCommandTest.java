package dev.aegis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.Test;

@DatabaseTest(isolation = Isolation.FRESH)
class MigrateCheckCommandTest {

    private static CommandRun migrated(TestDatabase test) {
        return CommandRun.of(Map.of("DATABASE_URL", test.url()), "migrate");
    }

    private static CommandRun check(String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "migrate";
        arguments[1] = "check";
        System.arraycopy(options, 0, arguments, 2, options.length);
        return CommandRun.of(Map.of(), arguments);
    }

    @Test
    void ofAMigratedDatabaseIsEmpty(TestDatabase test) {
        migrated(test);

        assertThat(check("--url", test.url())).isEqualTo(new CommandRun(0, "", ""));
    }

    @Test
    void reportsWhatWasDoneByHand(TestDatabase test) {
        migrated(test);
        test.execute("create index by_hand on test_vessels (name)");
        test.execute("alter table test_vessels drop column motto");

        CommandRun check = check("--url", test.url());

        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.err()).isEmpty();
        assertThat(check.out().lines().map(line -> line.replaceFirst("^\\w+: ", "")))
                .containsExactly(
                        "table test_vessels, column motto: varchar(200) in the models, missing in the database",
                        "table test_vessels, index by_hand: missing in the models, (name) in the database");
    }

    @Test
    void speaksJson(TestDatabase test) {
        migrated(test);
        test.execute("create index by_hand on test_vessels (name)");

        CommandRun check = check("--json", "--url", test.url());

        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(Json.parse(check.out()).orElseThrow().at("/differences/0"))
                .hasToString("""
                        {"engines":["%s"],"table":"test_vessels","object":"index by_hand","in_models":null,\
                        "in_database":"(name)",\
                        "text":"table test_vessels, index by_hand: missing in the models, (name) in the database"}""".formatted(test.engine().label()));
    }
}
