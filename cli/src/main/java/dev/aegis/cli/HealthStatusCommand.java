package dev.aegis.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aegis health status}. */
@Command(
        name = "status",
        description = "Shows the health tree. Needs no running service, takes no write lock, prints no password.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:shown, healthy or not", "3:not attempted: bad settings", "64:wrong usage"})
@SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
final class HealthStatusCommand implements Callable<Integer>, HealthCommands {
    private final Settings settings;

    @Spec
    private CommandSpec spec;

    @Option(names = "--detailed", description = "Show the whole tree.")
    private boolean detailed;

    @Option(names = "--json", description = "Print the whole tree as JSON.")
    private boolean json;

    HealthStatusCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() {
        HealthReport report = HealthReport.gather(settings);
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                json
                        ? Json.pretty(HealthJson.of(report))
                        : HealthTree.of(report, detailed).draw(lines()));
        return ExitCodes.OK;
    }

    private static TextTree.Lines lines() {
        String encoding = System.getProperty("stdout.encoding", System.getProperty("native.encoding", "UTF-8"));
        return TextTree.Lines.of(Charset.forName(encoding));
    }
}
