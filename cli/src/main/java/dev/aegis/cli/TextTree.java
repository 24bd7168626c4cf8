package dev.aegis.cli;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/** A tree of short texts, drawn with lines where the terminal can show them. */
record TextTree(String text, List<TextTree> branches) {

    TextTree(String text) {
        this(text, new ArrayList<>());
    }

    TextTree branch(String branch) {
        TextTree added = new TextTree(branch);
        branches.add(added);
        return added;
    }

    /** Draws the tree, one text a line, without a line break at the end. */
    String draw(Lines lines) {
        StringBuilder drawing = new StringBuilder(text);
        draw(drawing, "", lines);
        return drawing.toString();
    }

    private void draw(StringBuilder drawing, String indent, Lines lines) {
        for (int i = 0; i < branches.size(); i++) {
            boolean last = i == branches.size() - 1;
            TextTree branch = branches.get(i);
            drawing.append(System.lineSeparator())
                    .append(indent)
                    .append(last ? lines.last : lines.branch)
                    .append(branch.text);
            branch.draw(drawing, indent + (last ? lines.blank : lines.through), lines);
        }
    }

    /** What the lines are drawn with. */
    enum Lines {
        UNICODE("├── ", "└── ", "│   ", "    "),
        ASCII("|-- ", "`-- ", "|   ", "    ");

        private final String branch;
        private final String last;
        private final String through;
        private final String blank;

        Lines(String branch, String last, String through, String blank) {
            this.branch = branch;
            this.last = last;
            this.through = through;
            this.blank = blank;
        }

        /** What an encoding can show. */
        static Lines of(Charset charset) {
            return charset.canEncode() && charset.newEncoder().canEncode(UNICODE.last) ? UNICODE : ASCII;
        }
    }
}
