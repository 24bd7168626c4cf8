package dev.aegis.migrations.sql;

import java.util.List;
import java.util.Set;

/** Tells columns from functions, types and collations of the same name, by where a word stands in an expression. */
public final class ColumnWords {
    /** With them begin types of several words. */
    private static final Set<String> IN_TYPES =
            Set.of("double", "character", "char", "bit", "national", "time", "timestamp", "with", "without");

    private ColumnWords() {}

    /** Whether a name in an expression can be that of a column. */
    public static boolean isColumn(List<SqlToken> tokens, int index) {
        return tokens.get(index).isName() && !isFunctionOrType(tokens, index + 1) && !isBehindAs(tokens, index - 1);
    }

    /** {@code length(x)}, {@code date '2026-01-31'}. */
    private static boolean isFunctionOrType(List<SqlToken> tokens, int next) {
        return next < tokens.size()
                && (tokens.get(next).is("(") || tokens.get(next).kind() == SqlToken.Kind.STRING);
    }

    /** {@code cast(x as double precision)}, {@code x::date}, {@code x collate nocase}, {@code x as label}. */
    private static boolean isBehindAs(List<SqlToken> tokens, int before) {
        int index = before;
        while (index >= 0 && IN_TYPES.contains(tokens.get(index).text())) {
            index--;
        }
        return index >= 0
                && (tokens.get(index).is("as")
                        || tokens.get(index).is("::")
                        || tokens.get(index).is("collate"));
    }
}
