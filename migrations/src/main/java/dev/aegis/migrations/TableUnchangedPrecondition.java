package dev.aegis.migrations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import liquibase.Scope;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.RanChangeSet;
import liquibase.changelog.visitor.ChangeExecListener;
import liquibase.database.Database;
import liquibase.exception.LiquibaseException;
import liquibase.exception.PreconditionErrorException;
import liquibase.exception.PreconditionFailedException;
import liquibase.exception.ValidationErrors;
import liquibase.exception.Warnings;
import liquibase.precondition.AbstractPrecondition;
import org.jspecify.annotations.Nullable;

/**
 * {@code tableUnchanged: {tableName: items, since: 0003-add-size}}: the changeset was written for the table as the changeset
 * {@code since} left it. Several, separated by commas, are alternatives: a changeset for both engines may follow one of
 * each. The generator writes it; {@link Migrator} checks it for all pending changesets before it applies the first, and the
 * linter without a database.
 *
 * <p>Public for Liquibase, which finds it by {@code META-INF/services}.
 */
public class TableUnchangedPrecondition extends AbstractPrecondition {
    static final String NAME = "tableUnchanged";

    /** In Liquibase's scope: it has been checked for all changesets of this run. */
    static final String CHECKED = "aegis.tablesUnchanged";

    private @Nullable String tableName;
    private @Nullable String since;

    public @Nullable String getTableName() {
        return tableName;
    }

    public void setTableName(@Nullable String tableName) {
        this.tableName = tableName;
    }

    public @Nullable String getSince() {
        return since;
    }

    public void setSince(@Nullable String since) {
        this.since = since;
    }

    List<String> sinceOneOf() {
        return Arrays.stream(String.valueOf(since).split(","))
                .map(String::strip)
                .toList();
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public String getSerializedObjectNamespace() {
        return STANDARD_CHANGELOG_NAMESPACE;
    }

    @Override
    public Warnings warn(Database database) {
        return new Warnings();
    }

    @Override
    public ValidationErrors validate(Database database) {
        ValidationErrors errors = new ValidationErrors();
        errors.checkRequiredField("tableName", tableName);
        errors.checkRequiredField("since", since);
        return errors;
    }

    @Override
    public void check(
            Database database, DatabaseChangeLog changelog, ChangeSet changeSet, @Nullable ChangeExecListener listener)
            throws PreconditionFailedException, PreconditionErrorException {
        if (Boolean.TRUE.equals(Scope.getCurrentScope().get(CHECKED, Boolean.class))) {
            return;
        }
        try {
            List<Changeset> applied = new ArrayList<>();
            for (RanChangeSet ran : database.getRanChangeSetList()) {
                applied.add(new Changeset(
                        ran.getId(), ran.getAuthor(), DatabaseChangeLog.normalizePath(ran.getChangeLog())));
            }
            List<TablesUnchanged.Problem> problems =
                    new TablesUnchanged(changelog, database).problems(applied, List.of(Changelog.identity(changeSet)));
            if (!problems.isEmpty()) {
                throw new PreconditionFailedException(problems.get(0).line(), changelog, this);
            }
        } catch (PreconditionFailedException e) {
            throw e;
        } catch (LiquibaseException | RuntimeException e) {
            throw new PreconditionErrorException(new LiquibaseException(e), changelog, this);
        }
    }
}
