package dev.aegis.docs.pages;

import static dev.aegis.docs.pages.InMemory.messages;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AegisCommandsTest {

    private final AegisCommands commands = new AegisCommands(new InMemory()
            .with("cli/src/main/java/dev/aegis/cli/Aegis.java", """
                    @Command(
                            name = "aegis",
                            subcommands = {Migrate.class, Jobs.class})
                    """)
            .with("cli/src/main/java/dev/aegis/cli/Migrate.java", """
                    @Command(
                            name = "migrate",
                            description = "Applies.")
                    @Option(names = "--sql", description = "Print.")
                    @Option(
                            names = {"-m", "--message"},
                    """)
            .with("cli/src/main/java/dev/aegis/cli/Jobs.java", """
                    @Command(
                            name = "jobs",
                    @Command(description = "Shows all; quickly.")
                        int list() {
                    @Command(description = "Runs.")
                        int run(String name) {
                    """));

    @Test
    void thatExistAreFine() {
        assertThat(messages(commands, """
                `./aegis migrate [--sql]`, `aegis jobs list|run NAME`, `aegis --help`, the role `aegis_services`

                ```sh
                ./aegis migrate -m "Say --what changes" && ./aegis jobs list
                docker compose run --rm aegis jobs run temper
                ```
                """)).isEmpty();
    }

    @Test
    void thatAreUnknownAreTold() {
        assertThat(messages(commands, """
                `aegis jobs list|halt`

                ```sh
                ./aegis migrat
                DATABASE_URL=x ./aegis migrate --dry
                ```
                """))
                .containsExactlyInAnyOrder(
                        "there is no command 'jobs halt'",
                        "there is no command 'aegis migrat'",
                        "'migrate' has no option --dry");
    }
}
