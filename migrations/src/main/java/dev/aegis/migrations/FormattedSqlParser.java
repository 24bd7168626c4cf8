package dev.aegis.migrations;

import liquibase.change.AbstractSQLChange;
import liquibase.parser.core.formattedsql.FormattedSqlChangeLogParser;

/**
 * Liquibase's formatted SQL, cut into statements by {@link SqlTextStatements}.
 *
 * <p>Public for Liquibase, which finds it by {@code META-INF/services}.
 */
public class FormattedSqlParser extends FormattedSqlChangeLogParser {

    @Override
    public int getPriority() {
        return super.getPriority() + 1;
    }

    @Override
    protected AbstractSQLChange getChange() {
        return new SqlTextChange();
    }
}
