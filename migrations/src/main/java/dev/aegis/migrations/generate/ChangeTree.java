package dev.aegis.migrations.generate;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A change of Liquibase.
 *
 * @param name such as {@code createTable}
 * @param attributes in the order in which they are written: texts, numbers, booleans, lists and maps of them
 */
record ChangeTree(String name, Map<String, Object> attributes) {

    static ChangeTree sql(String statement) {
        return new ChangeTree("sql", Map.of("sql", statement));
    }

    /** One statement as it is, several with a semicolon behind each. */
    static ChangeTree sql(List<String> statements) {
        return sql(
                statements.size() == 1
                        ? statements.get(0)
                        : statements.stream().collect(Collectors.joining(";\n", "", ";\n")));
    }
}
