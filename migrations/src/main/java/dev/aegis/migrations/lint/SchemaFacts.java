package dev.aegis.migrations.lint;

import dev.aegis.migrations.sql.DataType;
import dev.aegis.migrations.sql.Statement;
import dev.aegis.migrations.sql.Statement.AlterTable;
import dev.aegis.migrations.sql.Statement.Create;
import dev.aegis.migrations.sql.Statement.CreateIndex;
import dev.aegis.migrations.sql.Statement.CreateTable;
import dev.aegis.migrations.sql.Statement.Drop;
import dev.aegis.migrations.sql.TableAction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the changesets read so far say about the schema, as far as rules ask: with which release a table came, which
 * type a column has, of which columns it is proved that they hold no null.
 */
final class SchemaFacts {
    /** The release by table, materialized view or type; what is not here was there before the changelog. */
    private final Map<String, String> releases = new HashMap<>();

    private final Map<String, String> tableOfIndex = new HashMap<>();
    private final Map<String, DataType> types = new HashMap<>();
    /** The column of which a constraint says that it holds no null. */
    private final Map<String, String> notNullConstraints = new HashMap<>();

    private final Set<String> validated = new HashSet<>();

    /** The release that created it; empty if no changeset so far did. */
    Optional<String> releaseOf(String object) {
        return Optional.ofNullable(releases.get(key(object)));
    }

    Optional<String> tableOfIndex(String index) {
        return Optional.ofNullable(tableOfIndex.get(key(index)));
    }

    Optional<DataType> typeOf(String table, String column) {
        return Optional.ofNullable(types.get(key(table, column)));
    }

    /** Whether a validated constraint says so, which SET NOT NULL then relies on instead of reading the table. */
    boolean provedNotNull(String table, String column) {
        return validated.stream()
                .anyMatch(constraint -> constraint.startsWith(key(table) + "\n")
                        && key(column).equals(notNullConstraints.get(constraint)));
    }

    /** Whether this constraint says so, validated or not. */
    boolean wouldProveNotNull(String table, String constraint, String column) {
        return key(column).equals(notNullConstraints.get(key(table, constraint)));
    }

    void learn(List<Statement> statements, String release) {
        statements.forEach(statement -> learn(statement, release));
    }

    private void learn(Statement statement, String release) {
        if (statement instanceof CreateTable table && !table.ifNotExists()) {
            // A partition shares the locks of its parent.
            Optional<String> born = table.parent().isEmpty() ? Optional.of(release) : releaseOf(table.parent());
            born.ifPresent(since -> releases.putIfAbsent(key(table.table()), since));
            table.columns().forEach(column -> types.put(key(table.table(), column.name()), column.type()));
        } else if (statement instanceof Create create && isRelation(create)) {
            releases.putIfAbsent(key(create.name()), release);
        } else if (statement instanceof CreateIndex index) {
            tableOfIndex.put(key(index.name()), index.table());
        } else if (statement instanceof Drop drop) {
            drop.names().forEach(name -> releases.remove(key(name)));
        } else if (statement instanceof AlterTable alter) {
            alter.actions().forEach(action -> learn(alter.table(), action));
        }
    }

    /** Whether its name is among those of tables: functions and triggers have names of their own. */
    static boolean isRelation(Create create) {
        return Set.of("view", "materialized view", "foreign table", "type", "domain")
                .contains(create.kind());
    }

    private void learn(String table, TableAction action) {
        if (action instanceof TableAction.AddColumn add) {
            types.put(key(table, add.column().name()), add.column().type());
        } else if (action instanceof TableAction.ChangeType change) {
            types.put(key(table, change.column()), change.type());
        } else if (action instanceof TableAction.AddConstraint add
                && !add.constraint().provedNotNull().isEmpty()) {
            String constraint = key(table, add.constraint().name());
            notNullConstraints.put(constraint, key(add.constraint().provedNotNull()));
            if (!add.constraint().notValid()) {
                validated.add(constraint);
            }
        } else if (action instanceof TableAction.ValidateConstraint validate) {
            validated.add(key(table, validate.name()));
        } else if (action instanceof TableAction.DropConstraint drop) {
            notNullConstraints.remove(key(table, drop.name()));
            validated.remove(key(table, drop.name()));
        } else if (action instanceof TableAction.RenameTable rename) {
            releaseOf(table).ifPresent(release -> releases.put(key(rename.newName()), release));
        }
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String key(String table, String column) {
        return key(table) + "\n" + key(column);
    }
}
