package dev.aegis.scaffold;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines of a file that belong to a part stand between two comments, each on a line of its own: {@code part: example} and
 * {@code end part: example}. Regions can be nested.
 */
final class MarkedRegions {
    private static final Pattern MARKER =
            Pattern.compile("\\s*(?://|#|--|<!--)\\s*(end )?part: (\\w+)\\s*(?:-->)?\\s*");

    private MarkedRegions() {}

    /**
     * The text without the regions of parts that are not taken, and without markers: those of the example alone stay with
     * it, so that it can be deleted later.
     *
     * @param file for messages
     * @throws IllegalStateException if a region has no begin or no end, or names no part
     */
    static String keep(Set<Part> taken, String file, String text) {
        StringBuilder kept = new StringBuilder(text.length());
        Deque<Part> open = new ArrayDeque<>();
        boolean leftOut = false;
        boolean afterBlank = true;
        for (String line : text.split("(?<=\n)", -1)) {
            Matcher marker = MARKER.matcher(line);
            if (marker.matches()) {
                boolean ofExample = mark(open, marker, file) == Part.EXAMPLE;
                leftOut |= !taken.containsAll(open);
                if (ofExample && taken.contains(Part.EXAMPLE) && taken.containsAll(open)) {
                    kept.append(line);
                    afterBlank = false;
                }
                continue;
            }
            if (!taken.containsAll(open)) {
                continue;
            }
            // What stood between two blank lines leaves one, and at the end of the file none.
            if (leftOut && afterBlank && line.isBlank()) {
                if (line.isEmpty()) {
                    kept.setLength(kept.lastIndexOf("\n", kept.length() - 2) + 1);
                }
                continue;
            }
            kept.append(line);
            leftOut = false;
            afterBlank = line.isBlank();
        }
        if (!open.isEmpty()) {
            throw new IllegalStateException(file + ": 'part: " + open.peek().marker() + "' has no end");
        }
        return kept.toString();
    }

    private static Part mark(Deque<Part> open, Matcher marker, String file) {
        Part part = part(marker.group(2))
                .orElseThrow(() -> new IllegalStateException(file + ": no such part: " + marker.group(2)));
        if (marker.group(1) == null) {
            open.push(part);
        } else if (open.peek() == part) {
            open.pop();
        } else {
            throw new IllegalStateException(file + ": 'end part: " + part.marker() + "' ends nothing");
        }
        return part;
    }

    private static Optional<Part> part(String marker) {
        return Arrays.stream(Part.values())
                .filter(part -> part.marker().equals(marker))
                .findFirst();
    }
}
