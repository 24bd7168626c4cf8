package dev.aegis.migrations.sql;

import java.util.ArrayList;
import java.util.List;

/** Reads columns and constraints, as they stand in CREATE TABLE and behind ALTER TABLE … ADD. */
final class TableDefinitionParser {
    private static final String[] BEFORE_A_CONSTRAINT = {
        "constraint", "not", "null", "default", "check", "unique", "primary", "references", "generated"
    };

    private TableDefinitionParser() {}

    static boolean atTableConstraint(SqlReader reader) {
        return reader.at("constraint")
                || reader.at("primary", "key")
                || reader.at("unique")
                || reader.at("foreign", "key")
                || reader.at("check")
                || reader.atExclusion()
                || reader.at("not", "null");
    }

    static TableConstraint constraint(SqlReader reader) {
        String name = reader.accept("constraint") ? reader.name() : "";
        TableConstraint.Kind kind = kind(reader);
        if (kind == TableConstraint.Kind.NOT_NULL) {
            return finish(reader, name, kind, List.of(), reader.name());
        }
        List<SqlToken> body = reader.group();
        String proved = kind == TableConstraint.Kind.CHECK ? notNullColumn(new SqlReader(body)) : "";
        List<String> columns = kind == TableConstraint.Kind.CHECK ? List.of() : new SqlReader(body).names();
        return finish(reader, name, kind, columns, proved);
    }

    private static TableConstraint finish(
            SqlReader reader, String name, TableConstraint.Kind kind, List<String> columns, String proved) {
        boolean usingIndex = reader.restHas("using", "index") && !reader.restHas("using", "index", "tablespace");
        return new TableConstraint(name, kind, columns, usingIndex, reader.restHas("not", "valid"), proved);
    }

    private static TableConstraint.Kind kind(SqlReader reader) {
        if (reader.accept("primary", "key")) {
            return TableConstraint.Kind.PRIMARY_KEY;
        }
        if (reader.accept("unique")) {
            return TableConstraint.Kind.UNIQUE;
        }
        if (reader.accept("foreign", "key")) {
            return TableConstraint.Kind.FOREIGN_KEY;
        }
        if (reader.accept("not", "null")) {
            return TableConstraint.Kind.NOT_NULL;
        }
        return reader.accept("exclude") ? TableConstraint.Kind.EXCLUDE : checkKind(reader);
    }

    private static TableConstraint.Kind checkKind(SqlReader reader) {
        reader.accept("check");
        return TableConstraint.Kind.CHECK;
    }

    /** The column in {@code column is not null}, in parentheses or not; empty for any other expression. */
    private static String notNullColumn(SqlReader expression) {
        if (expression.at("(")) {
            return notNullColumn(new SqlReader(expression.group()));
        }
        String column = expression.name();
        return expression.accept("is", "not", "null") && expression.atEnd() ? column : "";
    }

    static TableColumn column(SqlReader reader) {
        String name = reader.name();
        DataType type = DataType.read(reader);
        boolean notNull = false;
        boolean identity = false;
        boolean storedGenerated = false;
        List<SqlToken> defaultValue = List.of();
        List<TableConstraint> constraints = new ArrayList<>();
        while (!reader.atEnd()) {
            String constraintName = reader.accept("constraint") ? reader.name() : "";
            if (reader.accept("not", "null")) {
                notNull = true;
            } else if (reader.accept("default")) {
                defaultValue = expression(reader);
            } else if (reader.at("generated")) {
                identity |= reader.restHas("as", "identity");
                storedGenerated |= !reader.restHas("as", "identity") && !reader.restHas("virtual");
                reader.skip();
                reader.accept("by", "default");
            } else if (atColumnConstraint(reader)) {
                constraints.add(columnConstraint(reader, constraintName, name));
            } else {
                skipOne(reader);
            }
        }
        return new TableColumn(name, type, notNull, defaultValue, identity, storedGenerated, List.copyOf(constraints));
    }

    private static boolean atColumnConstraint(SqlReader reader) {
        return reader.at("check") || reader.at("unique") || reader.at("primary", "key") || reader.at("references");
    }

    private static TableConstraint columnConstraint(SqlReader reader, String name, String column) {
        TableConstraint.Kind kind = reader.accept("references") ? TableConstraint.Kind.FOREIGN_KEY : kind(reader);
        boolean check = kind == TableConstraint.Kind.CHECK;
        String proved = check ? notNullColumn(new SqlReader(reader.group())) : "";
        return new TableConstraint(name, kind, check ? List.of() : List.of(column), false, false, proved);
    }

    /** What stands between DEFAULT and the next constraint. */
    private static List<SqlToken> expression(SqlReader reader) {
        List<SqlToken> all = reader.rest();
        int length = 0;
        while (!reader.atEnd() && (length == 0 || !atAnyOf(reader, BEFORE_A_CONSTRAINT))) {
            skipOne(reader);
            length = all.size() - reader.rest().size();
        }
        return List.copyOf(all.subList(0, length));
    }

    private static boolean atAnyOf(SqlReader reader, String... words) {
        for (String word : words) {
            if (reader.at(word)) {
                return true;
            }
        }
        return false;
    }

    private static void skipOne(SqlReader reader) {
        if (reader.at("(")) {
            reader.group();
        } else {
            reader.skip();
        }
    }
}
