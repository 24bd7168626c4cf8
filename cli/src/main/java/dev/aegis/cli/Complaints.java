package dev.aegis.cli;

import dev.aegis.db.DatabaseConfigException;
import dev.aegis.db.DatabaseException;
import dev.aegis.db.schema.SchemaException;
import dev.aegis.db.testing.TestDatabaseException;
import dev.aegis.migrations.MigrationException;
import dev.aegis.migrations.generate.GenerationException;
import dev.aegis.migrations.lint.LintException;
import dev.aegis.scaffold.ScaffoldException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into lines for people and an exit code. Only the unforeseen shows a stack trace. */
final class Complaints implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult result) {
        PrintWriter err = command.getErr();
        if (failure instanceof DatabaseConfigException || failure instanceof SettingsException) {
            String.valueOf(failure.getMessage()).lines().forEach(err::println);
            return command.getCommandSpec().userObject() instanceof HealthCommands
                    ? ExitCodes.BAD_SETTINGS
                    : ExitCodes.FAILED;
        }
        if (failure instanceof DatabaseException.Unavailable || failure instanceof TestDatabaseException) {
            err.println(failure.getMessage());
            return ExitCodes.CANNOT_CONNECT;
        }
        if (failure instanceof MigrationException
                || failure instanceof GenerationException
                || failure instanceof SchemaException
                || failure instanceof LintException
                // part: repository
                || failure instanceof ScaffoldException
                // end part: repository
                || failure instanceof DatabaseException) {
            err.println(failure.getMessage());
            return ExitCodes.FAILED;
        }
        failure.printStackTrace(err);
        return ExitCodes.FAILED;
    }
}
