package dev.aegis.migrations.fuzz;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.schema.SchemaDdl;
import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.db.schema.SchemaHints;
import dev.aegis.db.schema.TableDefinition;
import dev.aegis.migrations.generate.GeneratorAccess;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Sequences as text: SQL of PostgreSQL, so that it can be read, and tried by hand. */
final class Sequences {
    private static final String STEP = "-- step";
    private static final String DESTRUCTIVE = ", destructive";
    private static final String RENAMED = "-- renamed: ";
    private static final String BACKFILL = "-- backfill: ";

    private Sequences() {}

    static String text(FuzzSequence sequence) {
        StringBuilder text = new StringBuilder("-- seed " + sequence.seed() + "\n");
        for (FuzzStep step : sequence.steps()) {
            text.append(STEP).append(step.destructive() ? DESTRUCTIVE : "").append('\n');
            SchemaHints hints = step.models().hints();
            new TreeMap<>(hints.formerNames()).forEach((later, former) -> text.append(hint(RENAMED, later, former)));
            new TreeMap<>(hints.backfills()).forEach((column, sql) -> text.append(hint(BACKFILL, column, sql)));
            for (String statement : SchemaDdl.create(step.models(), DatabaseEngine.POSTGRESQL)) {
                text.append(escaped(statement)).append(";\n");
            }
        }
        return text.toString();
    }

    static FuzzSequence parse(String text) {
        long seed = 0;
        List<FuzzStep> steps = new ArrayList<>();
        boolean destructive = false;
        Map<String, String> formerNames = new HashMap<>();
        Map<String, String> backfills = new HashMap<>();
        StringBuilder script = null;
        for (String line : text.split("\n", -1)) {
            if (line.startsWith("-- seed ")) {
                seed = Long.parseLong(line.substring(8).strip());
            } else if (line.startsWith(STEP)) {
                if (script != null) {
                    steps.add(step(script.toString(), new SchemaHints(backfills, formerNames), destructive));
                }
                script = new StringBuilder();
                formerNames.clear();
                backfills.clear();
                destructive = line.endsWith(DESTRUCTIVE);
            } else if (line.startsWith(RENAMED)) {
                addHint(line.substring(RENAMED.length()), formerNames);
            } else if (line.startsWith(BACKFILL)) {
                addHint(line.substring(BACKFILL.length()), backfills);
            } else if (script != null) {
                script.append(line).append('\n');
            }
        }
        if (script != null) {
            steps.add(step(script.toString(), new SchemaHints(backfills, formerNames), destructive));
        }
        return new FuzzSequence(seed, steps);
    }

    private static FuzzStep step(String script, SchemaHints hints, boolean destructive) {
        SchemaDefinition schema = GeneratorAccess.schema(unescaped(script));
        return new FuzzStep(new SchemaDefinition(schema.tables(), hints), destructive);
    }

    private static String hint(String kind, String name, String value) {
        return kind + name + " = " + escaped(value).replace("\n", "\\u000a") + "\n";
    }

    private static void addHint(String line, Map<String, String> hints) {
        String[] parts = line.split(" = ", 2);
        hints.put(parts[0], unescaped(parts[1]));
    }

    /** Characters that an editor or Git could change. */
    private static String escaped(String statement) {
        String marked = statement.replace("\\u", "\\u005cu");
        return marked.codePoints()
                .mapToObj(c -> (c < ' ' && c != '\n') || c > '~' ? unicode(c) : Character.toString(c))
                .collect(Collectors.joining());
    }

    private static String unicode(int codePoint) {
        return Character.toString(codePoint)
                .chars()
                .mapToObj(c -> String.format("\\u%04x", c))
                .collect(Collectors.joining());
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("\\u", i) && i + 6 <= text.length()) {
                plain.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
                i += 5;
            } else {
                plain.append(text.charAt(i));
            }
        }
        return plain.toString();
    }

    /** All names in schemas, the longest first. */
    static Set<String> names(Collection<SchemaDefinition> schemas) {
        Set<String> names = new TreeSet<>(
                Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        names.addAll(ModelNames.all());
        for (SchemaDefinition schema : schemas) {
            for (TableDefinition table : schema.tables()) {
                names.add(table.name());
                names.add(ModelNames.primaryKey(table.name()));
                table.columns().forEach(column -> names.add(column.name()));
                table.uniques().forEach(part -> names.add(part.name()));
                table.foreignKeys().forEach(part -> names.add(part.name()));
                table.checks().forEach(part -> names.add(part.name()));
                table.indexes().forEach(part -> names.add(part.name()));
            }
        }
        return names;
    }
}
