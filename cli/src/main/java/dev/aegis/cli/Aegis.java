package dev.aegis.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ScopeType;

/** The {@code aegis} command. */
@Command(
        name = "aegis",
        description = "What operators do with the database and the services, from a terminal.%n"
                + "Settings come from the environment; .env.example lists them.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Aegis.Version.class,
        scope = ScopeType.INHERIT,
        exitCodeOnInvalidInput = ExitCodes.USAGE,
        subcommands = {
            // part: repository
            InitCommand.class,
            AddCommand.class,
            // end part: repository
            MigrateCommand.class,
            HealthCommand.class,
            // part: scheduler
            JobsCommand.class,
            // end part: scheduler
        })
public final class Aegis {
    private Aegis() {}

    /** Runs the command and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(commandLine(System.getenv()).execute(arguments));
    }

    /** The command, with the settings of the given environment. */
    static CommandLine commandLine(Map<String, String> environment) {
        CommandLine commandLine = new CommandLine(new Aegis(), new CommandFactory(new Settings(environment)));
        commandLine.setExecutionExceptionHandler(new Complaints());
        return commandLine;
    }

    static String version() {
        String version = Aegis.class.getPackage().getImplementationVersion();
        return version == null ? "(from classes)" : version;
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"aegis " + version()};
        }
    }
}
