package dev.aegis.migrations;

import java.util.List;
import liquibase.change.Change;
import liquibase.change.core.RawSQLChange;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.exception.ChangeLogParseException;
import liquibase.parser.core.sql.SqlChangeLogParser;
import liquibase.resource.ResourceAccessor;

/**
 * A file of SQL as one changeset, cut into statements by {@link SqlTextStatements}. Liquibase would hand the whole file
 * to the driver as one text.
 *
 * <p>Public for Liquibase, which finds it by {@code META-INF/services}.
 */
public class PlainSqlParser extends SqlChangeLogParser {

    @Override
    public int getPriority() {
        return super.getPriority() + 1;
    }

    @Override
    public DatabaseChangeLog parse(String file, ChangeLogParameters parameters, ResourceAccessor resources)
            throws ChangeLogParseException {
        DatabaseChangeLog changelog = super.parse(file, parameters, resources);
        changelog.getChangeSets().forEach(PlainSqlParser::cutText);
        return changelog;
    }

    private static void cutText(ChangeSet changeSet) {
        List<Change> changes = List.copyOf(changeSet.getChanges());
        changeSet.removeAllChanges(changes);
        for (Change change : changes) {
            SqlTextChange text = new SqlTextChange();
            text.setSql(((RawSQLChange) change).getSql());
            changeSet.addChange(text);
        }
    }
}
