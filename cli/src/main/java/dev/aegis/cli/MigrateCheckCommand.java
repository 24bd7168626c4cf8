package dev.aegis.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.DatabaseUrl;
import dev.aegis.db.testing.ScratchDatabase;
import dev.aegis.db.testing.TestEngine;
import dev.aegis.migrations.Models;
import dev.aegis.migrations.drift.Difference;
import dev.aegis.migrations.drift.Drift;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aegis migrate check}. */
@Command(
        name = "check",
        description = "Tells in what the models and the changelog differ; prints nothing if they agree.%n"
                + "The changelog is applied to a scratch database of each engine; PostgreSQL is that of"
                + " TEST_DATABASE_URL, or else started for it.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:they agree", "1:they differ, or failed", "5:cannot connect", "64:wrong usage"})
@SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
final class MigrateCheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Compare the models with this database instead, as it is now; change nothing.")
    private @Nullable String url;

    @Override
    public Integer call() {
        Map<Difference, Set<DatabaseEngine>> differences =
                url == null ? ofChangelog(Models.find()) : ofDatabase(DatabaseUrl.parse("--url", url));
        print(differences);
        return differences.isEmpty() ? ExitCodes.OK : ExitCodes.FAILED;
    }

    private static Map<Difference, Set<DatabaseEngine>> ofDatabase(DatabaseUrl database) {
        Map<Difference, Set<DatabaseEngine>> differences = new LinkedHashMap<>();
        Drift.between(Models.find(), "--url", database).forEach(found -> add(differences, found, database.engine()));
        return differences;
    }

    private static Map<Difference, Set<DatabaseEngine>> ofChangelog(Models models) {
        Map<Difference, Set<DatabaseEngine>> differences = new LinkedHashMap<>();
        for (DatabaseEngine engine : DatabaseEngine.values()) {
            try (ScratchDatabase scratch = ScratchDatabase.open(testEngine(engine))) {
                Drift.ofChangelog(models, DatabaseUrl.parse(scratch.url()))
                        .forEach(found -> add(differences, found, engine));
            }
        }
        return differences;
    }

    private static void add(
            Map<Difference, Set<DatabaseEngine>> differences, Difference difference, DatabaseEngine engine) {
        differences
                .computeIfAbsent(difference, key -> EnumSet.noneOf(DatabaseEngine.class))
                .add(engine);
    }

    private static TestEngine testEngine(DatabaseEngine engine) {
        return switch (engine) {
            case SQLITE -> TestEngine.SQLITE;
            case POSTGRESQL -> TestEngine.POSTGRESQL;
        };
    }

    private void print(Map<Difference, Set<DatabaseEngine>> differences) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.pretty(json(differences)));
        } else {
            differences.forEach((difference, engines) -> out.println(names(engines) + ": " + text(difference)));
        }
    }

    private static String names(Set<DatabaseEngine> engines) {
        return engines.stream().map(DatabaseEngine::displayName).collect(Collectors.joining(" and "));
    }

    private String text(Difference difference) {
        return difference.text(comparedWith());
    }

    private String comparedWith() {
        return url == null ? "the changelog" : "the database";
    }

    private ObjectNode json(Map<Difference, Set<DatabaseEngine>> differences) {
        ObjectNode tree = Json.object();
        tree.put("compared_with", comparedWith());
        ArrayNode list = tree.putArray("differences");
        differences.forEach((difference, engines) -> {
            ObjectNode entry = list.addObject();
            ArrayNode names = entry.putArray("engines");
            engines.forEach(engine -> names.add(testEngine(engine).label()));
            entry.put("table", difference.table())
                    .put("object", difference.object())
                    .put("in_models", difference.inModels())
                    .put("in_database", difference.inDatabase())
                    .put("text", text(difference));
        });
        return tree;
    }
}
