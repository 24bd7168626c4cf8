package dev.aegis.cli;

import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands with what they need; picocli makes everything else. */
final class CommandFactory implements IFactory {
    private final Map<Class<?>, Supplier<?>> commands;

    CommandFactory(Settings settings) {
        commands = Map.of(
                InitCommand.class, () -> new InitCommand(InitPrompt.ofConsole()),
                MigrateCommand.class, () -> new MigrateCommand(settings),
                MigrateStatusCommand.class, () -> new MigrateStatusCommand(settings),
                MigrateCheckCommand.class, MigrateCheckCommand::new,
                MigrateRollbackCommand.class, () -> new MigrateRollbackCommand(settings),
                HealthStatusCommand.class, () -> new HealthStatusCommand(settings),
                HealthProbeCommand.class, () -> new HealthProbeCommand(settings),
                JobsCommand.class, () -> new JobsCommand(settings));
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        Supplier<?> command = commands.get(type);
        return command == null ? CommandLine.defaultFactory().create(type) : type.cast(command.get());
    }
}
