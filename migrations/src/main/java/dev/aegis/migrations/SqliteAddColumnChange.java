package dev.aegis.migrations;

import dev.aegis.migrations.sql.SqlLexer;
import dev.aegis.migrations.sql.SqlToken;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import liquibase.change.AddColumnConfig;
import liquibase.change.Change;
import liquibase.change.ChangeMetaData;
import liquibase.change.ConstraintsConfig;
import liquibase.change.DatabaseChange;
import liquibase.change.core.AddColumnChange;
import liquibase.database.Database;
import liquibase.database.core.SQLiteDatabase;
import liquibase.datatype.DataTypeFactory;
import liquibase.exception.ValidationErrors;
import liquibase.statement.DatabaseFunction;
import liquibase.statement.SqlStatement;
import liquibase.statement.core.RawParameterizedSqlStatement;
import liquibase.statement.core.UpdateStatement;
import org.jspecify.annotations.Nullable;

/**
 * {@code addColumn} on SQLite by its own ALTER TABLE. Liquibase's way is to build the table anew, and on that way the
 * new column loses its NOT NULL and its default, and the table its partial indexes.
 *
 * <p>Public for Liquibase, which finds it by {@code META-INF/services}; changelogs stay as they are.
 */
@DatabaseChange(
        name = "addColumn",
        description = "Adds columns to a table on SQLite",
        priority = ChangeMetaData.PRIORITY_DATABASE,
        appliesTo = "table")
public class SqliteAddColumnChange extends AddColumnChange {

    @Override
    public boolean supports(Database database) {
        return database instanceof SQLiteDatabase;
    }

    @Override
    public boolean generateStatementsVolatile(Database database) {
        return false;
    }

    /** Refuses what SQLite's ALTER TABLE cannot do, before anything is executed. */
    @Override
    public ValidationErrors validate(Database database) {
        ValidationErrors errors = new ValidationErrors(this);
        errors.checkRequiredField("tableName", getTableName());
        errors.checkRequiredField("columns", getColumns());
        for (AddColumnConfig column : getColumns()) {
            refusal(column)
                    .map(reason -> "SQLite cannot add column " + getTableName() + "." + column.getName() + " " + reason)
                    .forEach(errors::addError);
        }
        return errors;
    }

    private static Stream<String> refusal(AddColumnConfig column) {
        List<String> reasons = new ArrayList<>();
        ConstraintsConfig constraints = column.getConstraints();
        if (constraints != null) {
            if (isTrue(constraints.isPrimaryKey()) || isTrue(constraints.isUnique())) {
                reasons.add("as a primary key or as unique; add a unique index in a second change");
            }
            if (isFalse(constraints.isNullable()) && !column.hasDefaultValue()) {
                reasons.add("as NOT NULL without a default; give it one");
            }
        }
        if (isTrue(column.isAutoIncrement())) {
            reasons.add("with autoIncrement");
        }
        if (column.getDefaultValueObject() instanceof DatabaseFunction computed && !isConstant(computed.getValue())) {
            reasons.add("with a computed default; make it nullable and fill it with an update");
        }
        return reasons.stream();
    }

    /** Whether it is one text or number, which is all that ALTER TABLE takes. */
    private static boolean isConstant(String sql) {
        List<SqlToken> tokens = SqlLexer.tokens(sql);
        List<SqlToken> unsigned = tokens.size() == 2 && tokens.get(0).is("-") ? tokens.subList(1, 2) : tokens;
        return unsigned.size() == 1
                && (unsigned.get(0).kind() == SqlToken.Kind.NUMBER
                        || (tokens.size() == 1
                                && unsigned.get(0).kind() == SqlToken.Kind.STRING
                                && unsigned.get(0).source().startsWith("'")));
    }

    @Override
    public SqlStatement[] generateStatements(Database database) {
        List<SqlStatement> statements = new ArrayList<>();
        for (AddColumnConfig column : getColumns()) {
            statements.add(new RawParameterizedSqlStatement(alterTable(column, database)));
            if (column.getValueObject() != null) {
                statements.add(new UpdateStatement(getCatalogName(), getSchemaName(), getTableName())
                        .addNewColumnValue(column.getName(), column.getValueObject()));
            }
        }
        return statements.toArray(SqlStatement.EMPTY_SQL_STATEMENT);
    }

    private String alterTable(AddColumnConfig column, Database database) {
        DataTypeFactory types = DataTypeFactory.getInstance();
        StringBuilder sql = new StringBuilder("ALTER TABLE ")
                .append(database.escapeTableName(getCatalogName(), getSchemaName(), getTableName()))
                .append(" ADD COLUMN ")
                .append(database.escapeColumnName(getCatalogName(), getSchemaName(), getTableName(), column.getName()))
                .append(' ')
                .append(types.fromDescription(column.getType(), database).toDatabaseDataType(database));
        Object defaultValue = column.getDefaultValueObject();
        if (defaultValue != null) {
            sql.append(" DEFAULT ")
                    .append(types.fromObject(defaultValue, database).objectToSql(defaultValue, database));
        }
        ConstraintsConfig constraints = column.getConstraints();
        if (constraints != null) {
            sql.append(isFalse(constraints.isNullable()) ? " NOT NULL" : "").append(references(constraints));
        }
        return sql.toString();
    }

    private static String references(ConstraintsConfig constraints) {
        if (!isReference(constraints)) {
            return "";
        }
        String name = constraints.getForeignKeyName();
        String target = constraints.getReferences() != null
                ? constraints.getReferences()
                : constraints.getReferencedTableName() + "(" + constraints.getReferencedColumnNames() + ")";
        return (name == null ? "" : " CONSTRAINT " + name) + " REFERENCES " + target
                + (isTrue(constraints.isDeleteCascade()) ? " ON DELETE CASCADE" : "");
    }

    private static boolean isReference(ConstraintsConfig constraints) {
        return constraints.getReferences() != null || constraints.getReferencedTableName() != null;
    }

    @Override
    protected Change[] createInverses() {
        SqliteDropColumnChange inverse = new SqliteDropColumnChange();
        inverse.setCatalogName(getCatalogName());
        inverse.setSchemaName(getSchemaName());
        inverse.setTableName(getTableName());
        getColumns().forEach(inverse::addColumn);
        return new Change[] {inverse};
    }

    private static boolean isTrue(@Nullable Boolean value) {
        return Boolean.TRUE.equals(value);
    }

    private static boolean isFalse(@Nullable Boolean value) {
        return Boolean.FALSE.equals(value);
    }
}
