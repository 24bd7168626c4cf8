package dev.aegis.db;

import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;

/**
 * Notices a transaction that ends without the component having asked for it, as {@code insert or rollback} or a COMMIT
 * hidden in a script do: what follows would be written in auto-commit mode. Used by the connection's one thread at a time.
 */
final class SqliteTransactionWatch implements SQLiteCommitListener {
    private boolean open;
    private boolean endedByStatement;

    static SqliteTransactionWatch over(Connection connection) throws SQLException {
        SqliteTransactionWatch watch = new SqliteTransactionWatch();
        connection.unwrap(SQLiteConnection.class).addCommitListener(watch);
        return watch;
    }

    void begun() {
        open = true;
        endedByStatement = false;
    }

    void ending() {
        open = false;
    }

    boolean endedByStatement() {
        return endedByStatement;
    }

    @Override
    public void onCommit() {
        noticeEnd();
    }

    @Override
    public void onRollback() {
        noticeEnd();
    }

    private void noticeEnd() {
        if (open) {
            endedByStatement = true;
        }
    }
}
