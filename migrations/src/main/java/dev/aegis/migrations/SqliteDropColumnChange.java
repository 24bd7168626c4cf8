package dev.aegis.migrations;

import java.util.List;
import java.util.stream.Stream;
import liquibase.change.ChangeMetaData;
import liquibase.change.ColumnConfig;
import liquibase.change.DatabaseChange;
import liquibase.change.core.DropColumnChange;
import liquibase.database.Database;
import liquibase.database.core.SQLiteDatabase;
import liquibase.exception.ValidationErrors;
import liquibase.statement.SqlStatement;
import liquibase.statement.core.DropColumnStatement;

/**
 * {@code dropColumn} on SQLite by its own ALTER TABLE. Liquibase's way is to build the table anew; it reports success
 * without having dropped the column, and deletes the rows of other tables that refer to this one.
 *
 * <p>Public for Liquibase, which finds it by {@code META-INF/services}; changelogs stay as they are.
 */
@DatabaseChange(
        name = "dropColumn",
        description = "Drops columns of a table on SQLite",
        priority = ChangeMetaData.PRIORITY_DATABASE,
        appliesTo = "column")
public class SqliteDropColumnChange extends DropColumnChange {

    @Override
    public boolean supports(Database database) {
        return database instanceof SQLiteDatabase;
    }

    @Override
    public boolean generateStatementsVolatile(Database database) {
        return false;
    }

    @Override
    public ValidationErrors validate(Database database) {
        ValidationErrors errors = new ValidationErrors(this);
        errors.checkRequiredField("tableName", getTableName());
        if (getColumns().isEmpty()) {
            errors.checkRequiredField("columnName", getColumnName());
        }
        return errors;
    }

    @Override
    public SqlStatement[] generateStatements(Database database) {
        Stream<String> names = getColumns().isEmpty()
                ? Stream.of(getColumnName())
                : getColumns().stream().map(ColumnConfig::getName);
        List<DropColumnStatement> statements = names.map(
                        name -> new DropColumnStatement(getCatalogName(), getSchemaName(), getTableName(), name))
                .toList();
        return statements.toArray(SqlStatement.EMPTY_SQL_STATEMENT);
    }
}
