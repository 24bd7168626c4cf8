package dev.aegis.migrations.sql;

import dev.aegis.migrations.sql.TableAction.AddColumn;
import dev.aegis.migrations.sql.TableAction.AddConstraint;
import dev.aegis.migrations.sql.TableAction.ChangeType;
import dev.aegis.migrations.sql.TableAction.DetachPartition;
import dev.aegis.migrations.sql.TableAction.DisableTrigger;
import dev.aegis.migrations.sql.TableAction.DropColumn;
import dev.aegis.migrations.sql.TableAction.DropConstraint;
import dev.aegis.migrations.sql.TableAction.OtherAction;
import dev.aegis.migrations.sql.TableAction.RenameColumn;
import dev.aegis.migrations.sql.TableAction.RenameTable;
import dev.aegis.migrations.sql.TableAction.Rewrite;
import dev.aegis.migrations.sql.TableAction.SetNotNull;
import dev.aegis.migrations.sql.TableAction.ValidateConstraint;

/** Reads what follows {@code alter table name}. */
final class AlterTableParser {
    private AlterTableParser() {}

    static Statement parse(SqlReader reader) {
        reader.accept("if", "exists");
        reader.accept("only");
        String table = reader.name();
        reader.accept("*");
        return new Statement.AlterTable(
                table, reader.items().stream().map(AlterTableParser::action).toList());
    }

    private static TableAction action(SqlReader reader) {
        if (reader.accept("add")) {
            return add(reader);
        }
        if (reader.accept("drop")) {
            return drop(reader);
        }
        if (reader.accept("alter")) {
            reader.accept("column");
            return alterColumn(reader, reader.name());
        }
        if (reader.accept("rename")) {
            return rename(reader);
        }
        if (reader.accept("validate", "constraint")) {
            return new ValidateConstraint(reader.name());
        }
        if (reader.accept("detach", "partition")) {
            return new DetachPartition(reader.name(), reader.accept("concurrently"));
        }
        if (reader.accept("disable", "trigger")) {
            return new DisableTrigger(reader.name());
        }
        return other(reader);
    }

    private static TableAction other(SqlReader reader) {
        String[] rewriting = {"logged", "unlogged", "tablespace"};
        for (String what : rewriting) {
            if (reader.at("set", what)) {
                return new Rewrite("set " + what);
            }
        }
        return reader.at("set", "access", "method")
                ? new Rewrite("set access method")
                : new OtherAction(reader.next() + " " + reader.next());
    }

    private static TableAction add(SqlReader reader) {
        if (TableDefinitionParser.atTableConstraint(reader)) {
            return new AddConstraint(TableDefinitionParser.constraint(reader));
        }
        reader.accept("column");
        reader.accept("if", "not", "exists");
        return new AddColumn(TableDefinitionParser.column(reader));
    }

    private static TableAction drop(SqlReader reader) {
        boolean constraint = reader.accept("constraint");
        if (!constraint) {
            reader.accept("column");
        }
        reader.accept("if", "exists");
        String name = reader.name();
        boolean cascade = reader.accept("cascade");
        return constraint ? new DropConstraint(name, cascade) : new DropColumn(name, cascade);
    }

    private static TableAction alterColumn(SqlReader reader, String column) {
        if (reader.accept("type") || reader.accept("set", "data", "type")) {
            DataType type = DataType.read(reader);
            return new ChangeType(column, type, reader.restHas("using"));
        }
        if (reader.accept("set", "not", "null")) {
            return new SetNotNull(column);
        }
        if (reader.at("add", "generated")) {
            return new OtherAction("add generated");
        }
        return new OtherAction("alter column");
    }

    private static TableAction rename(SqlReader reader) {
        if (reader.accept("to")) {
            return new RenameTable(reader.name());
        }
        if (reader.accept("constraint")) {
            return new OtherAction("rename constraint");
        }
        reader.accept("column");
        String column = reader.name();
        reader.accept("to");
        return new RenameColumn(column, reader.name());
    }
}
