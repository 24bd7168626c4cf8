package dev.aegis.cli;

import picocli.CommandLine.Command;

/** {@code aegis health}: only a name for its subcommands. */
@Command(
        name = "health",
        description = "Looks at the database and the services.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {HealthStatusCommand.class, HealthProbeCommand.class})
final class HealthCommand {}
