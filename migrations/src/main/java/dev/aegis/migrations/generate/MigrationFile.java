package dev.aegis.migrations.generate;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.schema.ColumnType;
import dev.aegis.db.schema.ColumnType.Kind;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The text of a file of changesets. */
final class MigrationFile {
    private static final String AUTHOR = "aegis";
    private static final String ITEM = "  ";
    private static final String COMMENTED = "  # ";

    private final String name;
    private final Set<String> ids = new HashSet<>();
    private final StringBuilder items = new StringBuilder();
    private final StringBuilder head = new StringBuilder();
    private final StringBuilder properties = new StringBuilder();
    private final TableStates states;
    private boolean empty = true;

    /**
     * @param name the beginning of all ids
     * @param states in which the first changeset finds the tables
     */
    MigrationFile(String name, TableStates states) {
        this.name = name;
        this.states = states.copy();
    }

    /** A paragraph above everything. */
    void remark(Collection<String> lines) {
        lines.forEach(
                line -> head.append(("# " + onOneLine(line)).stripTrailing()).append('\n'));
    }

    /** Without what would end a comment, or what YAML does not take at all. */
    private static String onOneLine(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? ' ' : isPrintable(c) ? c : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isPrintable(int c) {
        return c <= 0xFFFF ? Character.isDefined(c) && !Character.isSurrogate((char) c) && c != 0xFEFF : c <= 0x10FFFF;
    }

    /** Of these types, gives names to those that stand in changes. */
    void defineDecimals(Collection<ColumnType> types) {
        Set<String> defined = new TreeSet<>();
        for (ColumnType type : types) {
            String property = TypeProperties.decimal(type);
            if (type.kind() == Kind.DECIMAL && items.indexOf("${" + property + "}") >= 0 && defined.add(property)) {
                for (DatabaseEngine engine : DatabaseEngine.values()) {
                    properties.append(ChangelogYaml.property(
                            property, type.sql(engine), engine.name().toLowerCase(Locale.ROOT)));
                }
            }
        }
    }

    void add(ChangesetDraft draft, String comment) {
        draft.why()
                .forEach(line ->
                        items.append(ITEM).append("# ").append(onOneLine(line)).append('\n'));
        items.append(changeset(draft, comment));
        empty = false;
    }

    /** For a person to make real, by taking away the signs of comment. */
    void addCommentedOut(List<ChangesetDraft> drafts, List<String> reason) {
        reason.forEach(line -> items.append(ITEM).append("# ").append(line).append('\n'));
        items.append(commentedOut(drafts));
    }

    private String commentedOut(List<ChangesetDraft> drafts) {
        return drafts.stream()
                .map(draft -> changeset(draft, ""))
                .flatMap(String::lines)
                .map(line -> (COMMENTED + line.substring(ITEM.length())).stripTrailing())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private String changeset(ChangesetDraft draft, String comment) {
        String id = nextId(draft);
        return ChangelogYaml.changeset(id, AUTHOR, draft, comment, states.conditions(id, draft));
    }

    private String nextId(ChangesetDraft draft) {
        String wanted = draft.suffix().isEmpty() ? name : name + "-" + draft.suffix();
        String id = wanted;
        for (int number = 2; !ids.add(id); number++) {
            id = wanted + "-" + number;
        }
        return id;
    }

    String items() {
        return items.toString();
    }

    String text() {
        if (Parameters.in(items)) {
            properties.append(ChangelogYaml.property(Parameters.DOLLAR, "$", ""));
        }
        if (empty) {
            // A list has to have an item: so the comment can become the rest of it.
            properties.append(ChangelogYaml.property("held.back", name, ""));
        }
        return head + "databaseChangeLog:\n" + properties + items;
    }
}
