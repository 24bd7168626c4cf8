package dev.aegis.scaffold;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Adds lines to a POM. Every character that was there stays: what is added is indented, and its lines are ended, as the
 * others are.
 */
final class PomEditor {
    /** As Maven's own documentation orders them. */
    private static final List<String> ORDER = List.of(
            "modelVersion",
            "parent",
            "groupId",
            "artifactId",
            "version",
            "packaging",
            "name",
            "description",
            "url",
            "inceptionYear",
            "organization",
            "licenses",
            "developers",
            "contributors",
            "mailingLists",
            "prerequisites",
            "modules",
            "scm",
            "issueManagement",
            "ciManagement",
            "distributionManagement",
            "properties",
            "dependencyManagement",
            "dependencies",
            "repositories",
            "pluginRepositories",
            "build",
            "reporting",
            "profiles");

    private static final Pattern BLANK_LINE = Pattern.compile("\\n[ \\t\\r]*\\n");

    private final String file;
    private final String lineEnd;
    private final String indent;
    private String text;
    /** Which characters of the text are new. */
    private final BitSet isNew = new BitSet();

    /** @param file for messages */
    PomEditor(String file, String text) {
        this.file = file;
        this.text = text;
        this.lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
        List<PomElement> children = project().children();
        String first = children.isEmpty() ? "" : indentOf(children.get(0).start());
        this.indent = first.isEmpty() ? "  " : first;
    }

    String text() {
        return text;
    }

    /** The lines that were not there. A line of which a part was there is not one of them. */
    List<String> addedLines() {
        List<String> added = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int lineEnd = text.indexOf('\n', start);
            int end = lineEnd < 0 ? text.length() : lineEnd;
            String line = text.substring(start, end);
            if (isAdded(line, start)) {
                added.add(line.stripTrailing());
            }
            start = end + 1;
        }
        return added;
    }

    private boolean isAdded(String line, int start) {
        return line.isBlank()
                ? isNew.get(start + line.length())
                : IntStream.range(0, line.length())
                        .filter(i -> !Character.isWhitespace(line.charAt(i)))
                        .allMatch(i -> isNew.get(start + i));
    }

    PomElement project() {
        return PomParser.parse(file, text);
    }

    /**
     * Adds elements as the last ones of their parent, which is made if it does not exist.
     *
     * @param block lines with two spaces for each level
     * @param path the names from below {@code project} to the parent
     */
    void add(String block, String... path) {
        PomElement parent = project();
        int depth = 0;
        while (depth < path.length) {
            Optional<PomElement> child = parent.child(path[depth]);
            if (child.isEmpty()) {
                break;
            }
            parent = child.get();
            depth++;
        }
        String wrapped = block.stripTrailing();
        for (int i = path.length - 1; i >= depth; i--) {
            wrapped = "<" + path[i] + ">\n" + wrapped.indent(2) + "</" + path[i] + ">";
        }
        if (depth == 0) {
            addToProject(parent, path[0], wrapped);
        } else {
            addAtEnd(parent, wrapped);
        }
    }

    private void addToProject(PomElement project, String name, String block) {
        int rank = ORDER.indexOf(name);
        PomElement before = null;
        for (PomElement child : project.children()) {
            if (ORDER.indexOf(child.name()) < rank) {
                before = child;
            }
        }
        if (before == null) {
            throw cannotAdd("project");
        }
        String lines = lines(block, indent);
        int end = text.indexOf('\n', before.end());
        if (end < 0 || !isBlankOrComment(text.substring(before.end(), end))) {
            insert(before.end(), lineEnd + lines.stripTrailing());
        } else {
            insert(end + 1, (hasBlankLines(project) ? lineEnd : "") + lines);
        }
    }

    private void addAtEnd(PomElement parent, String block) {
        if (parent.isOneTag()) {
            throw cannotAdd(parent.name());
        }
        String outer = indentOf(parent.start());
        String lines = lines(block, outer + indent);
        int lineStart = text.lastIndexOf('\n', parent.contentEnd() - 1) + 1;
        if (lineStart > parent.start()
                && text.substring(lineStart, parent.contentEnd()).isBlank()) {
            insert(lineStart, lines);
        } else {
            insert(parent.contentEnd(), lineEnd + lines + outer);
        }
    }

    private ScaffoldException cannotAdd(String element) {
        return new ScaffoldException(file + ": nothing can be added to <" + element
                + "/> without changing that line; write it with an end tag of its own, or take it out");
    }

    private void insert(int offset, String addition) {
        for (int i = text.length() - 1; i >= offset; i--) {
            isNew.set(i + addition.length(), isNew.get(i));
        }
        isNew.set(offset, offset + addition.length());
        text = text.substring(0, offset) + addition + text.substring(offset);
    }

    private String lines(String block, String outer) {
        return block.lines()
                .map(line -> {
                    String content = line.stripLeading();
                    int level = (line.length() - content.length()) / 2;
                    return (content.isEmpty() ? "" : outer + indent.repeat(level) + content) + lineEnd;
                })
                .collect(Collectors.joining());
    }

    private String indentOf(int offset) {
        String line = text.substring(text.lastIndexOf('\n', offset - 1) + 1, offset);
        return line.isBlank() ? line : "";
    }

    private static boolean isBlankOrComment(String rest) {
        return rest.isBlank() || rest.strip().matches("<!--.*-->");
    }

    /** Whether the sections of this POM stand apart. */
    private boolean hasBlankLines(PomElement project) {
        List<PomElement> sections = project.children();
        for (int i = 1; i < sections.size(); i++) {
            String between =
                    text.substring(sections.get(i - 1).end(), sections.get(i).start());
            if (BLANK_LINE.matcher(between).find()) {
                return true;
            }
        }
        return false;
    }
}
