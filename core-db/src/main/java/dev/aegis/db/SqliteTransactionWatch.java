package dev.aegis.db;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;

/**
 * Notices a transaction that ends without the component having asked for it, as {@code insert or rollback} or a COMMIT
 * hidden in a script do: what follows would be written in auto-commit mode. Used by the connection's one thread at a time.
 */
final class SqliteTransactionWatch implements SQLiteCommitListener {
    private final @Nullable SQLiteConnection watched;
    private boolean open;
    private boolean endedByStatement;

    /** One that nothing reports to: on connections that cannot write, only the text of a statement tells. */
    SqliteTransactionWatch() {
        this.watched = null;
    }

    private SqliteTransactionWatch(SQLiteConnection watched) {
        this.watched = watched;
        watched.addCommitListener(this);
    }

    /** For the connection's whole life. */
    static SqliteTransactionWatch over(Connection connection) throws SQLException {
        return new SqliteTransactionWatch(connection.unwrap(SQLiteConnection.class));
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

    /** Watches no more. */
    void close() {
        if (watched != null) {
            watched.removeCommitListener(this);
        }
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
