package dev.aegis.scaffold;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Reads as much of XML as POMs are written in, and keeps the place of everything. */
final class PomParser {
    private record Open(String name, int start, int contentStart, List<PomElement> children) {}

    private final String file;
    private final String text;
    private final Deque<Open> open = new ArrayDeque<>();
    private final List<PomElement> roots = new ArrayList<>();

    private PomParser(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /**
     * The element {@code project}.
     *
     * @param file for messages
     * @throws ScaffoldException if the text is no POM
     */
    static PomElement parse(String file, String text) {
        return new PomParser(file, text).project();
    }

    private PomElement project() {
        int at = text.indexOf('<');
        while (at >= 0) {
            at = text.indexOf('<', markup(at));
        }
        if (!open.isEmpty() || roots.size() != 1 || !roots.get(0).name().equals("project")) {
            throw unreadable();
        }
        return roots.get(0);
    }

    /** Reads one piece of markup; returns where it ends. */
    private int markup(int start) {
        if (text.startsWith("<!--", start)) {
            return after("-->", start);
        }
        if (text.startsWith("<![CDATA[", start)) {
            return after("]]>", start);
        }
        if (text.startsWith("<?", start)) {
            return after("?>", start);
        }
        if (text.startsWith("<!", start)) {
            throw unreadable();
        }
        int end = tagEnd(start);
        if (text.charAt(start + 1) == '/') {
            close(text.substring(start + 2, end - 1).strip(), start, end);
        } else {
            open(start, end);
        }
        return end;
    }

    private void open(int start, int end) {
        boolean oneTag = text.charAt(end - 2) == '/';
        String name = text.substring(start + 1, end - (oneTag ? 2 : 1)).strip().split("\\s", 2)[0];
        if (oneTag) {
            add(new PomElement(name, start, end, end, end, List.of(), ""));
        } else {
            open.push(new Open(name, start, end, new ArrayList<>()));
        }
    }

    private void close(String name, int start, int end) {
        if (open.isEmpty() || !open.peek().name().equals(name)) {
            throw unreadable();
        }
        Open element = open.pop();
        add(new PomElement(
                name,
                element.start(),
                element.contentStart(),
                start,
                end,
                List.copyOf(element.children()),
                text.substring(element.contentStart(), start).strip()));
    }

    private void add(PomElement element) {
        (open.isEmpty() ? roots : open.peek().children()).add(element);
    }

    private int tagEnd(int start) {
        char quote = 0;
        for (int i = start + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return i + 1;
            }
        }
        throw unreadable();
    }

    private int after(String mark, int start) {
        int at = text.indexOf(mark, start);
        if (at < 0) {
            throw unreadable();
        }
        return at + mark.length();
    }

    private ScaffoldException unreadable() {
        return new ScaffoldException(file + ": not a POM that can be read; 'mvn validate' says what is wrong with it");
    }
}
