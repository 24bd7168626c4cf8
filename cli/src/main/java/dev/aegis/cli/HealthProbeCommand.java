package dev.aegis.cli;

import dev.aegis.db.DatabaseConfig;
import dev.aegis.db.DatabaseException;
import dev.aegis.db.DirectConnections;
import java.io.PrintWriter;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aegis health probe}, for scripts and container health checks. */
@Command(
        name = "probe",
        description = "Asks a running service, or the database alone, and answers by exit code.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:healthy", "1:unhealthy", "2:no answer", "3:not attempted: bad settings", "64:wrong usage"})
@SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
final class HealthProbeCommand implements Callable<Integer>, HealthCommands {
    private final Settings settings;

    @Spec
    private CommandSpec spec;

    @Option(names = "--database", description = "Ask the database alone; no service need be running.")
    private boolean database;

    // part: scheduler
    @Option(names = "--scheduler", description = "Ask scheduler-service instead of api-service or single-service.")
    private boolean scheduler;
    // end part: scheduler

    HealthProbeCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        DatabaseConfig config = settings.database();
        if (database) {
            return probeDatabase(out, config);
        }
        // part: scheduler
        if (scheduler) {
            return probeService(out, "scheduler-service", settings.schedulerAdminUrl());
        }
        // end part: scheduler
        return probeService(out, "api-service", settings.apiAdminUrl());
    }

    private static int probeService(PrintWriter out, String name, URI adminUrl) {
        ServiceState state = ServiceState.probe(name, adminUrl);
        if (state instanceof ServiceState.Running running) {
            String reason = running.reason();
            out.println(
                    running.isHealthy()
                            ? running.name() + ": healthy"
                            : running.name() + ": unhealthy" + (reason.isEmpty() ? "" : ": " + reason));
            return running.isHealthy() ? ExitCodes.OK : ExitCodes.UNHEALTHY;
        }
        String reason = state instanceof ServiceState.Unintelligible other ? other.reason() : "nobody listens there";
        out.println(name + ": no answer from " + adminUrl + ": " + reason);
        return ExitCodes.NO_ANSWER;
    }

    private static int probeDatabase(PrintWriter out, DatabaseConfig config) {
        try (Connection connection = DirectConnections.openReadOnly("DATABASE_URL", config.url())) {
            boolean valid = connection.isValid(5);
            out.println(config.url() + ": " + (valid ? "healthy" : "unhealthy: the connection is not valid"));
            return valid ? ExitCodes.OK : ExitCodes.UNHEALTHY;
        } catch (DatabaseException.Unavailable e) {
            out.println(e.getMessage());
            return isNoAnswer(e) ? ExitCodes.NO_ANSWER : ExitCodes.UNHEALTHY;
        } catch (SQLException e) {
            out.println(config.url() + ": unhealthy: " + e.getMessage());
            return ExitCodes.UNHEALTHY;
        }
    }

    /** PostgreSQL's class 08, connection exception: there is no server to be ill. */
    private static boolean isNoAnswer(DatabaseException.Unavailable failure) {
        return failure.getCause() instanceof SQLException cause
                && cause.getSQLState() != null
                && cause.getSQLState().startsWith("08");
    }
}
