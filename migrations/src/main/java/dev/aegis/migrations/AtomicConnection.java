package dev.aegis.migrations;

import java.sql.Connection;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;

/**
 * Lets a changeset and the record of it be committed together. Liquibase commits the changeset first: a process that
 * dies between the two leaves a changeset that is applied, not recorded, and fails when it is run again.
 */
final class AtomicConnection extends JdbcConnection {
    private boolean holdingCommits;

    AtomicConnection(Connection connection) {
        super(connection);
    }

    /** From now on commits are left out; rollbacks are not. */
    void holdCommits() {
        holdingCommits = true;
    }

    void releaseCommits() {
        holdingCommits = false;
    }

    @Override
    public void commit() throws DatabaseException {
        if (!holdingCommits) {
            super.commit();
        }
    }
}
