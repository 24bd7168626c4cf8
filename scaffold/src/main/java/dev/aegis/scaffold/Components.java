package dev.aegis.scaffold;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a project is made of.
 *
 * @param sqlite everything in one process on a SQLite file; the default database, if there are both
 * @param postgres services of their own in containers, which share a PostgreSQL
 * @param scheduler persistent jobs
 */
public record Components(boolean sqlite, boolean postgres, boolean scheduler) {
    private static final Pattern LIST = Pattern.compile("([a-z-]+)(?:\\[([^\\[\\]]*)])?(?:,|$)");
    private static final String FORM = "use database[sqlite] or database[postgres], and scheduler if there are jobs,"
            + " as in \"database[postgres],scheduler\"";

    /** @throws ScaffoldException if there is no database */
    public Components {
        if (!sqlite && !postgres) {
            throw new ScaffoldException("components without a database: " + FORM);
        }
    }

    /**
     * Reads {@code database[sqlite],scheduler}. {@code database} alone is SQLite, {@code database[sqlite,postgres]} both.
     *
     * @throws ScaffoldException if the text names anything else
     */
    public static Components parse(String text) {
        String list = text.replaceAll("\\s", "");
        Set<String> names = new LinkedHashSet<>();
        Set<String> engines = new LinkedHashSet<>();
        Matcher component = LIST.matcher(list);
        int end = 0;
        while (component.find() && component.start() == end && component.end() > component.start()) {
            end = component.end();
            names.add(component.group(1));
            String choice = component.group(2);
            if (choice != null && component.group(1).equals("database")) {
                engines.addAll(Set.of(choice.split(",", -1)));
            } else if (choice != null) {
                throw unknown(text, component.group());
            }
        }
        if (end != list.length()) {
            throw unknown(text, list.substring(end));
        }
        check(text, names, Set.of("database", "scheduler"));
        check(text, engines, Set.of("sqlite", "postgres"));
        boolean database = names.contains("database");
        return new Components(
                database && (engines.isEmpty() || engines.contains("sqlite")),
                database && engines.contains("postgres"),
                names.contains("scheduler"));
    }

    private static void check(String text, Set<String> given, Set<String> known) {
        for (String name : given) {
            if (!known.contains(name)) {
                throw unknown(text, name);
            }
        }
    }

    private static ScaffoldException unknown(String text, String name) {
        return new ScaffoldException("components \"" + text + "\": '" + name + "' is unknown; " + FORM);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        StringJoiner engines = new StringJoiner(",", "database[", "]");
        if (sqlite) {
            engines.add("sqlite");
        }
        if (postgres) {
            engines.add("postgres");
        }
        return engines + (scheduler ? ",scheduler" : "");
    }

    Set<Part> parts(boolean example) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        if (sqlite) {
            parts.add(Part.SINGLE);
        }
        if (postgres) {
            parts.add(Part.STACK);
        }
        if (scheduler) {
            parts.add(Part.SCHEDULER);
        }
        if (example) {
            parts.add(Part.EXAMPLE);
        }
        return parts;
    }
}
