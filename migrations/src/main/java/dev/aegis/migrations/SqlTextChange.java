package dev.aegis.migrations;

import liquibase.change.ChangeMetaData;
import liquibase.change.DatabaseChange;
import liquibase.change.core.RawSQLChange;
import liquibase.database.Database;
import liquibase.exception.ValidationErrors;
import liquibase.statement.SqlStatement;

/**
 * {@code sql}, cut into statements by {@link SqlTextStatements}.
 *
 * <p>Public for Liquibase, which finds it by {@code META-INF/services}; changelogs stay as they are.
 */
@DatabaseChange(
        name = "sql",
        description = "Executes SQL, one statement at a time",
        priority = ChangeMetaData.PRIORITY_DATABASE)
public class SqlTextChange extends RawSQLChange {

    @Override
    public boolean supports(Database database) {
        return SqlTextStatements.canCut(database);
    }

    @Override
    public ValidationErrors validate(Database database) {
        ValidationErrors errors = super.validate(database);
        SqlTextStatements.validate(this, database, errors);
        return errors;
    }

    @Override
    public SqlStatement[] generateStatements(Database database) {
        return SqlTextStatements.of(this, database);
    }
}
