package dev.aegis.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands with what they need; picocli makes everything else. */
final class CommandFactory implements IFactory {
    private final Map<Class<?>, Supplier<?>> commands = new HashMap<>();

    CommandFactory(Settings settings) {
        // part: repository
        commands.put(InitCommand.class, () -> new InitCommand(InitPrompt.ofConsole()));
        commands.put(AddCommand.class, () -> new AddCommand(InitPrompt.ofConsole()));
        // end part: repository
        commands.put(MigrateCommand.class, () -> new MigrateCommand(settings));
        commands.put(MigrateStatusCommand.class, () -> new MigrateStatusCommand(settings));
        commands.put(MigrateCheckCommand.class, MigrateCheckCommand::new);
        commands.put(MigrateRollbackCommand.class, () -> new MigrateRollbackCommand(settings));
        commands.put(HealthStatusCommand.class, () -> new HealthStatusCommand(settings));
        commands.put(HealthProbeCommand.class, () -> new HealthProbeCommand(settings));
        // part: scheduler
        commands.put(JobsCommand.class, () -> new JobsCommand(settings));
        // end part: scheduler
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        Supplier<?> command = commands.get(type);
        return command == null ? CommandLine.defaultFactory().create(type) : type.cast(command.get());
    }
}
