package dev.aegis.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The statements of a file of SQL: each ends with a semicolon at the end of a line, which a comment may follow. Bodies of
 * functions and triggers may have more.
 */
final class SqlStatements {

    private static final Pattern OPEN_TRIGGER =
            Pattern.compile("(?is)create\\s+trigger\\b.*\\bbegin\\b(?!.*\\bend;\\s*$).*");

    private static final Pattern END = Pattern.compile(";\\s*(--.*)?$");

    private SqlStatements() {}

    static List<String> of(String file) {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        for (String line : file.lines().toList()) {
            if (line.strip().startsWith("--") || line.isBlank()) {
                continue;
            }
            statement.append(line).append('\n');
            if (END.matcher(line).find() && isComplete(statement.toString())) {
                statements.add(statement.toString());
                statement.setLength(0);
            }
        }
        if (!statement.isEmpty()) {
            throw new IllegalArgumentException("There is no semicolon at the end of: " + statement);
        }
        return statements;
    }

    private static boolean isComplete(String statement) {
        boolean insideDollars = statement.split("\\$\\$", -1).length % 2 == 0;
        return !insideDollars && !OPEN_TRIGGER.matcher(statement.strip()).matches();
    }
}
