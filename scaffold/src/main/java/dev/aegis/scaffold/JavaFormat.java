package dev.aegis.scaffold;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;

/** Formats Java as the check of the project does: imports sorted, unused ones removed. */
final class JavaFormat {
    private static final JavaFormatterOptions.Style STYLE = JavaFormatterOptions.Style.PALANTIR;

    private final Formatter formatter = Formatter.createFormatter(
            JavaFormatterOptions.builder().style(STYLE).build());

    String format(String file, String source) {
        try {
            // The steps of Spotless: fixImports alone would also break long strings.
            String formatted = RemoveUnusedImports.removeUnusedImports(formatter.formatSource(source));
            return ImportOrderer.reorderImports(formatted, STYLE);
        } catch (FormatterException e) {
            throw new IllegalStateException(file + " is not Java once the parts left out are gone", e);
        }
    }
}
