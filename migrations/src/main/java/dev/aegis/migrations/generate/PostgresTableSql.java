package dev.aegis.migrations.generate;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.SchemaDdl;
import dev.aegis.db.schema.SchemaHints;
import dev.aegis.db.schema.TableDefinition;
import dev.aegis.migrations.generate.Difference.CheckAdded;
import dev.aegis.migrations.generate.Difference.CheckDropped;
import dev.aegis.migrations.generate.Difference.ColumnAdded;
import dev.aegis.migrations.generate.Difference.ColumnDropped;
import dev.aegis.migrations.generate.Difference.DefaultChanged;
import dev.aegis.migrations.generate.Difference.ForeignKeyAdded;
import dev.aegis.migrations.generate.Difference.ForeignKeyDropped;
import dev.aegis.migrations.generate.Difference.IndexAdded;
import dev.aegis.migrations.generate.Difference.KeyChanged;
import dev.aegis.migrations.generate.Difference.KeyRenamed;
import dev.aegis.migrations.generate.Difference.NotNullAdded;
import dev.aegis.migrations.generate.Difference.NotNullDropped;
import dev.aegis.migrations.generate.Difference.TypeChanged;
import dev.aegis.migrations.generate.Difference.UniqueAdded;
import dev.aegis.migrations.generate.Difference.UniqueDropped;
import java.util.ArrayList;
import java.util.List;

/** Statements that change one table on PostgreSQL. */
final class PostgresTableSql {
    private static final DatabaseEngine ENGINE = DatabaseEngine.POSTGRESQL;

    private final TableDefinition after;
    private final List<Difference> differences;
    private final SchemaHints hints;
    private final List<String> statements = new ArrayList<>();

    private PostgresTableSql(TableDefinition after, List<Difference> differences, SchemaHints hints) {
        this.after = after;
        this.differences = differences;
        this.hints = hints;
    }

    /**
     * Without a long lock: new conditions are not validated, columns that become NOT NULL get a condition first, and
     * what is to be done outside of the transaction is left out.
     */
    static List<String> gently(TableDefinition after, List<Difference> differences, SchemaHints hints) {
        PostgresTableSql sql = new PostgresTableSql(after, differences, hints);
        sql.change();
        sql.each(NotNullAdded.class, d -> sql.alter(addSetCheck(after.name(), d.after())));
        sql.each(ColumnAdded.class, d -> {
            if (isBackfilled(d, hints)) {
                sql.alter(addSetCheck(after.name(), d.column()));
            }
        });
        sql.each(CheckAdded.class, d -> sql.alter("add " + SchemaDdl.check(d.check()) + " not valid"));
        sql.each(ForeignKeyAdded.class, d -> sql.alter("add " + SchemaDdl.foreignKey(d.foreignKey()) + " not valid"));
        sql.each(ColumnDropped.class, d -> sql.alter("drop column " + d.column().name()));
        return List.copyOf(sql.statements);
    }

    /** At once, as a rollback does it. */
    static List<String> atOnce(TableDefinition after, List<Difference> differences) {
        PostgresTableSql sql = new PostgresTableSql(after, differences, SchemaHints.NONE);
        sql.change();
        sql.each(NotNullAdded.class, d -> {
            sql.backfill(d.after());
            sql.alter("alter column " + d.after().name() + " set not null");
        });
        sql.each(UniqueAdded.class, d -> sql.alter("add " + SchemaDdl.unique(d.unique())));
        sql.each(CheckAdded.class, d -> sql.alter("add " + SchemaDdl.check(d.check())));
        sql.each(ForeignKeyAdded.class, d -> sql.alter("add " + SchemaDdl.foreignKey(d.foreignKey())));
        sql.each(IndexAdded.class, d -> sql.statements.add(SchemaDdl.createIndex(after.name(), d.index())));
        sql.each(ColumnDropped.class, d -> sql.alter("drop column " + d.column().name()));
        return List.copyOf(sql.statements);
    }

    /** Whether rows that exist get a value of their own, before the column may not be null. */
    static boolean isBackfilled(ColumnAdded added, SchemaHints hints) {
        ColumnDefinition column = added.column();
        return !column.nullable()
                && !column.generated()
                && hints.backfill(added.table(), column.name()).isPresent();
    }

    /** The condition that lets SET NOT NULL read no row. */
    static String addSetCheck(String table, ColumnDefinition column) {
        return "add constraint %s check (%s is not null) not valid".formatted(setCheck(table, column), column.name());
    }

    static String setCheck(String table, ColumnDefinition column) {
        String name = table + "_" + column.name() + "_is_set";
        return name.length() <= 63 ? name : "aegis_%08x_is_set".formatted(name.hashCode());
    }

    private void change() {
        each(
                ForeignKeyDropped.class,
                d -> alter("drop constraint " + d.foreignKey().name()));
        each(CheckDropped.class, d -> alter("drop constraint " + d.check().name()));
        each(UniqueDropped.class, d -> alter("drop constraint " + d.unique().name()));
        each(KeyRenamed.class, d -> alter("rename constraint %s to %s".formatted(d.before(), d.after())));
        each(ColumnAdded.class, this::addColumn);
        each(KeyChanged.class, this::dropIdentity);
        each(TypeChanged.class, d -> changeType(d.before(), d.after()));
        each(DefaultChanged.class, d -> setDefault(d.after()));
        each(NotNullDropped.class, d -> alter("alter column " + d.after().name() + " drop not null"));
        each(KeyChanged.class, this::addIdentity);
    }

    private void dropIdentity(KeyChanged changed) {
        after.columns().stream()
                .filter(column -> !column.generated() && wasGenerated(changed, column, false))
                .forEach(column -> alter("alter column " + column.name() + " drop identity"));
    }

    private void addIdentity(KeyChanged changed) {
        for (ColumnDefinition column : after.columns()) {
            if (column.generated() && !wasGenerated(changed, column, true)) {
                alter("alter column " + column.name() + " add generated by default as identity");
                statements.add(
                        // Behind the greatest id, which may be the greatest that there is.
                        "select setval(pg_get_serial_sequence('%1$s', '%2$s'), greatest(max(%2$s), 1), coalesce(max(%2$s), 0) > 0) from %1$s"
                                .formatted(after.name(), column.name()));
            }
        }
    }

    private static boolean wasGenerated(KeyChanged changed, ColumnDefinition column, boolean ifNew) {
        return changed.before()
                .column(column.name())
                .map(ColumnDefinition::generated)
                .orElse(ifNew);
    }

    private void addColumn(ColumnAdded added) {
        ColumnDefinition column = added.column();
        if (isBackfilled(added, hints)) {
            alter("add column %s %s".formatted(column.name(), column.type().sql(ENGINE)));
            if (column.defaultValue() != null) {
                setDefault(column);
            }
            return;
        }
        if (column.nullable() || column.defaultValue() != null || column.generated()) {
            alter("add column " + SchemaDdl.column(column, ENGINE));
            return;
        }
        // Rows that are there need some value, new ones must bring their own.
        alter("add column %s %s default %s not null"
                .formatted(column.name(), column.type().sql(ENGINE), Fillers.of(after, column, ENGINE)));
        alter("alter column " + column.name() + " drop default");
    }

    private void changeType(ColumnDefinition before, ColumnDefinition changed) {
        boolean newDefault = before.defaultValue() != null
                && before.type().kind() != changed.type().kind();
        if (newDefault) {
            alter("alter column " + changed.name() + " drop default");
        }
        alter("alter column %s type %s%s"
                .formatted(
                        changed.name(),
                        changed.type().sql(ENGINE),
                        Conversions.using(after.name(), changed.name(), before.type(), changed.type())));
        if (newDefault && changed.defaultValue() != null) {
            setDefault(changed);
        }
    }

    private void setDefault(ColumnDefinition column) {
        String value = column.defaultValue();
        alter("alter column " + column.name()
                + (value == null
                        ? " drop default"
                        : " set default " + SchemaDdl.literal(column.type(), value, ENGINE)));
    }

    private void backfill(ColumnDefinition column) {
        if (column.defaultValue() != null) {
            statements.add("update %s set %s = %s where %s is null"
                    .formatted(
                            after.name(),
                            column.name(),
                            SchemaDdl.literal(column.type(), column.defaultValue(), ENGINE),
                            column.name()));
        }
    }

    private void alter(String action) {
        statements.add("alter table " + after.name() + " " + action);
    }

    private interface Effect<T> {
        void of(T difference);
    }

    private <T extends Difference> void each(Class<T> kind, Effect<T> effect) {
        differences.stream().filter(kind::isInstance).map(kind::cast).forEach(effect::of);
    }
}
