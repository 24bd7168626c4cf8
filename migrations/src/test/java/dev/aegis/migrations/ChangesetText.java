package dev.aegis.migrations;

import java.util.List;
import java.util.stream.Collectors;

/** Changesets of plain SQL, as a person writes them. */
final class ChangesetText {
    private ChangesetText() {}

    /** One in a file of its own. */
    static String of(String id, List<String> statements, List<String> rollback) {
        return """
                databaseChangeLog:
                  - changeSet:
                      id: %s
                      author: test
                      changes:
                %s      rollback:
                %s""".formatted(id, sql(statements), rollback.isEmpty() ? "        - empty: {}\n" : sql(rollback));
    }

    private static String sql(List<String> statements) {
        return statements.stream()
                .map(statement -> "        - sql: {splitStatements: false, sql: \""
                        + statement.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\s*\\R\\s*", " ")
                        + "\"}\n")
                .collect(Collectors.joining());
    }
}
