package dev.aegis.cli;

/** Marks the commands about health: bad settings have an exit code of their own there. */
sealed interface HealthCommands permits HealthStatusCommand, HealthProbeCommand {}
