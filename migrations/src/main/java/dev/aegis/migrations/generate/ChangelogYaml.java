package dev.aegis.migrations.generate;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Parts of a changelog as YAML, in the style of the files that people wrote. */
final class ChangelogYaml {
    private static final int WIDTH = Integer.MAX_VALUE;

    private ChangelogYaml() {}

    /** An item of {@code databaseChangeLog}. */
    static String changeset(
            String id, String author, ChangesetDraft draft, String comment, List<ChangeTree> conditions) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("id", id);
        attributes.put("author", author);
        if (draft.engine() != null) {
            attributes.put("dbms", draft.engine().name().toLowerCase(Locale.ROOT));
        }
        if (!draft.inTransaction()) {
            attributes.put("runInTransaction", false);
        }
        if (!comment.isEmpty()) {
            attributes.put("comment", comment);
        }
        if (!conditions.isEmpty()) {
            List<Object> preconditions = new ArrayList<>(List.of(Map.of("onFail", "HALT")));
            preconditions.addAll(conditions);
            attributes.put("preConditions", preconditions);
        }
        attributes.put("changes", draft.changes());
        attributes.put("rollback", draft.rollback().isEmpty() ? List.of("empty") : draft.rollback());
        return item(Map.of("changeSet", attributes));
    }

    /**
     * A property of the file.
     *
     * @param dbms the engine that it is for; empty for all
     */
    static String property(String name, String value, String dbms) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("name", name);
        attributes.put("value", value);
        if (!dbms.isEmpty()) {
            attributes.put("dbms", dbms);
        }
        attributes.put("global", false);
        return item(Map.of("property", attributes));
    }

    /** A change by itself, on one line, however long its names are. */
    static String line(ChangeTree change) {
        Node attributes = new MappingNode(Tag.MAP, tuples(change.attributes()), FlowStyle.FLOW);
        NodeTuple named = new NodeTuple(scalar(change.name()), attributes);
        return text(new MappingNode(Tag.MAP, List.of(named), FlowStyle.BLOCK)).strip();
    }

    private static String item(Object item) {
        return text(sequence(List.of(item)));
    }

    private static String text(Node node) {
        DumperOptions options = new DumperOptions();
        options.setIndent(2);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        options.setWidth(WIDTH);
        options.setSplitLines(false);
        StringWriter text = new StringWriter();
        new Yaml(options).serialize(node, text);
        return text.toString();
    }

    private static Node node(Object value) {
        if (value instanceof ChangeTree change) {
            return map(Map.of(change.name(), change.attributes()));
        }
        if (value instanceof Map<?, ?> map) {
            return map(map);
        }
        if (value instanceof List<?> list) {
            return sequence(list);
        }
        return scalar(value);
    }

    private static Node map(Map<?, ?> map) {
        return new MappingNode(Tag.MAP, tuples(map), style(map));
    }

    private static List<NodeTuple> tuples(Map<?, ?> map) {
        List<NodeTuple> tuples = new ArrayList<>();
        map.forEach((key, value) -> tuples.add(new NodeTuple(scalar(key), node(value))));
        return tuples;
    }

    /** On one line where people write it so: few plain values. */
    private static FlowStyle style(Map<?, ?> map) {
        boolean plain = map.values().stream().allMatch(value -> !(value instanceof Map || value instanceof List));
        boolean isLong = map.containsKey("sql")
                || map.containsKey("type")
                || map.toString().length() > 80;
        return plain && !isLong ? FlowStyle.FLOW : FlowStyle.BLOCK;
    }

    private static Node sequence(List<?> list) {
        return new SequenceNode(Tag.SEQ, list.stream().map(ChangelogYaml::node).toList(), FlowStyle.BLOCK);
    }

    private static Node scalar(Object value) {
        String text = String.valueOf(value);
        Tag tag = value instanceof Boolean ? Tag.BOOL : value instanceof Number ? number(text) : Tag.STR;
        return new ScalarNode(tag, text, null, null, style(text));
    }

    /** Between quotation marks, with signs for what YAML would change: it has several ends of a line, and takes blanks away. */
    private static ScalarStyle style(String text) {
        if (!text.equals(text.strip()) || text.codePoints().anyMatch(c -> c != '\n' && !isOrdinary(c))) {
            return ScalarStyle.DOUBLE_QUOTED;
        }
        if (!text.contains("\n")) {
            return ScalarStyle.PLAIN;
        }
        // Such lines would not outlive being a comment.
        boolean hasBlankEnds = text.lines().anyMatch(line -> line.isEmpty() || !line.equals(line.stripTrailing()));
        return hasBlankEnds ? ScalarStyle.DOUBLE_QUOTED : ScalarStyle.LITERAL;
    }

    private static boolean isOrdinary(int c) {
        return (c >= ' ' && c <= '~') || (c > 0xA0 && Character.isLetterOrDigit(c)) || "\u2026\u2013".indexOf(c) >= 0;
    }

    private static Tag number(String text) {
        return text.matches("-?\\d+") ? Tag.INT : Tag.FLOAT;
    }
}
