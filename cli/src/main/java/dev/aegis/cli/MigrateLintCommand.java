package dev.aegis.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aegis.migrations.lint.Finding;
import dev.aegis.migrations.lint.LintOptions;
import dev.aegis.migrations.lint.LintReport;
import dev.aegis.migrations.lint.LintRule;
import dev.aegis.migrations.lint.MigrationLint;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aegis migrate lint}. */
@Command(
        name = "lint",
        description = "Looks for what is unsafe in new changesets, and for released ones that were changed."
                + " Needs no database.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:no findings", "1:findings, or it could not be done", "64:wrong usage"})
@SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
final class MigrateLintCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--all", description = "Judge released changesets, too.")
    private boolean all;

    @Option(
            names = "--plain-liquibase",
            description = "Liquibase's own tools run the changelog, too: ask each changeset for a lock_timeout.")
    private boolean plainLiquibase;

    @Option(
            names = "--manifest",
            paramLabel = "FILE",
            description = "The file that 'release' wrote; the one built in with the changelog if not given.")
    private @Nullable Path manifest;

    @Option(names = "--rules", description = "Look at nothing; list the rules, with reason and remedy.")
    private boolean rules;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (rules) {
            printRules(out);
            return ExitCodes.OK;
        }
        MigrationLint lint = manifest == null ? MigrationLint.ofOwnChangelog() : MigrationLint.ofOwnChangelog(manifest);
        LintReport report = lint.run(new LintOptions(all, plainLiquibase));
        if (json) {
            out.println(Json.pretty(json(report)));
        } else {
            report.findings().forEach(finding -> out.println(finding.line()));
            out.println(summary(report));
        }
        return report.findings().isEmpty() ? ExitCodes.OK : ExitCodes.FAILED;
    }

    private void printRules(PrintWriter out) {
        if (json) {
            ObjectNode tree = Json.object();
            ArrayNode list = tree.putArray("rules");
            MigrationLint.rules().forEach(rule -> add(list.addObject(), rule));
            out.println(Json.pretty(tree));
            return;
        }
        for (LintRule rule : MigrationLint.rules()) {
            String name = rule.suppressible() ? rule.id() : rule.id() + " (cannot be suppressed)";
            out.println(name + ": " + rule.reason() + "; " + rule.remedy());
        }
    }

    private static void add(ObjectNode object, LintRule rule) {
        object.put("rule", rule.id())
                .put("reason", rule.reason())
                .put("remedy", rule.remedy())
                .put("suppressible", rule.suppressible());
    }

    private static String summary(LintReport report) {
        String findings = report.findings().isEmpty()
                ? "No findings"
                : Texts.count(report.findings().size(), "finding");
        return findings + ": " + Texts.count(report.judged(), "changeset") + " judged, " + report.passedOver()
                + " released before and not judged again.";
    }

    private static ObjectNode json(LintReport report) {
        ObjectNode tree = Json.object();
        tree.put("clean", report.findings().isEmpty());
        tree.put("judged", report.judged());
        tree.put("passed_over", report.passedOver());
        ArrayNode findings = tree.putArray("findings");
        report.findings().forEach(finding -> add(findings.addObject(), finding));
        return tree;
    }

    private static void add(ObjectNode object, Finding finding) {
        object.put("rule", finding.rule())
                .put("file", finding.changeset().file())
                .put("id", finding.changeset().id())
                .put("author", finding.changeset().author())
                .put("what", finding.what())
                .put("reason", finding.reason())
                .put("remedy", finding.remedy());
    }
}
