package dev.aegis.migrations.objects;

import dev.aegis.migrations.sql.SqlLexer;
import dev.aegis.migrations.sql.SqlReader;
import dev.aegis.migrations.sql.SqlToken;
import java.util.List;

/** Tells indexes that a record can describe from others. */
public final class IndexForm {
    private IndexForm() {}

    /** Whether CREATE INDEX has, behind the name of the table, nothing but columns and a plain condition. */
    public static boolean isPlain(String createIndex) {
        SqlReader reader = new SqlReader(SqlLexer.tokens(createIndex));
        while (!reader.atEnd() && !reader.at("on")) {
            reader.skip();
        }
        reader.accept("on");
        reader.accept("only");
        reader.name();
        return isPlain(reader);
    }

    private static boolean isPlain(SqlReader reader) {
        if (reader.accept("using") && !reader.accept("btree")) {
            return false;
        }
        for (SqlReader item : SqlReader.items(reader.group())) {
            item.name();
            item.accept("asc");
            if (!item.atEnd()) {
                return false;
            }
        }
        return reader.atEnd() || (reader.accept("where") && isPlainCondition(reader.rest()));
    }

    /** What {@code @Index(where = …)} takes. */
    private static boolean isPlainCondition(List<SqlToken> condition) {
        return condition.stream()
                .noneMatch(token -> token.is("::")
                        || token.is("~")
                        || token.is("[")
                        || token.kind() == SqlToken.Kind.QUOTED_NAME
                        || token.kind() == SqlToken.Kind.PREFIXED_STRING);
    }
}
