package dev.aegis.migrations.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A type of PostgreSQL.
 *
 * @param name by one of its names: {@code varchar}, not {@code character varying}
 * @param arguments length, or precision and scale; empty if none were given
 */
public record DataType(String name, List<String> arguments, boolean array) {
    private static final Map<String, String> ONE_NAME = Map.ofEntries(
            Map.entry("character varying", "varchar"),
            Map.entry("character", "char"),
            Map.entry("bpchar", "char"),
            Map.entry("int", "integer"),
            Map.entry("int4", "integer"),
            Map.entry("int8", "bigint"),
            Map.entry("int2", "smallint"),
            Map.entry("serial4", "serial"),
            Map.entry("serial8", "bigserial"),
            Map.entry("serial2", "smallserial"),
            Map.entry("decimal", "numeric"),
            Map.entry("timestamp without time zone", "timestamp"),
            Map.entry("timestamp with time zone", "timestamptz"));

    private static final List<String> AFTER_A_TYPE = List.of(
            "constraint",
            "not",
            "null",
            "default",
            "check",
            "unique",
            "primary",
            "references",
            "generated",
            "collate",
            "storage",
            "compression",
            "using",
            "deferrable",
            "initially");

    static DataType read(SqlReader reader) {
        StringBuilder words = new StringBuilder();
        List<String> arguments = new ArrayList<>();
        boolean array = false;
        while (!reader.atEnd() && AFTER_A_TYPE.stream().noneMatch(reader::at)) {
            if (reader.at("(")) {
                SqlReader.items(reader.group()).forEach(argument -> arguments.add(argument.next()));
            } else if (reader.accept("[") || reader.accept("]")) {
                array = true;
            } else if (reader.accept("array")) {
                array = true;
            } else {
                String word = reader.at(".") ? reader.next() : reader.name();
                if (word.isEmpty()) {
                    reader.skip();
                } else {
                    words.append(words.length() == 0 ? "" : " ").append(word);
                }
            }
        }
        String name = words.toString().replace("pg_catalog.", "");
        return new DataType(ONE_NAME.getOrDefault(name, name), List.copyOf(arguments), array);
    }

    public boolean isSerial() {
        return name.equals("serial") || name.equals("bigserial") || name.equals("smallserial");
    }

    /** Whether PostgreSQL takes every value as it is: the table is not written anew. */
    public boolean widensTo(DataType other) {
        if (array || other.array) {
            return false;
        }
        if (equals(other)) {
            return true;
        }
        if (name.equals("varchar") && (other.name.equals("varchar") || other.name.equals("text"))) {
            return other.arguments.isEmpty() || (!arguments.isEmpty() && argument(0) <= other.argument(0));
        }
        if (name.equals("text") && other.name.equals("varchar")) {
            return other.arguments.isEmpty();
        }
        if (name.equals("numeric") && other.name.equals("numeric")) {
            return other.arguments.isEmpty()
                    || (!arguments.isEmpty() && argument(0) <= other.argument(0) && argument(1) == other.argument(1));
        }
        return false;
    }

    private int argument(int index) {
        try {
            return index < arguments.size() ? Integer.parseInt(arguments.get(index)) : 0;
        } catch (NumberFormatException e) {
            return Integer.MIN_VALUE;
        }
    }

    @Override
    public String toString() {
        return name + (arguments.isEmpty() ? "" : "(" + String.join(", ", arguments) + ")") + (array ? "[]" : "");
    }
}
