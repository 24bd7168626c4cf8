package dev.aegis.db;

import static dev.aegis.db.NotesTable.insert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/**
 * A COMMIT that succeeds with a warning. Replication is a setting of the whole server, which other tests share: here the
 * warning is put behind a real COMMIT, {@code .ci/postgres-rehearsals replica} has it from a server.
 */
@DatabaseTest(prepare = NotesTable.class, isolation = Isolation.FRESH, engines = TestEngine.POSTGRESQL)
class UnconfirmedCommitTest {

    @Test
    void isOfUnknownOutcomeIfTheWaitForTheReplicaWasCancelled(TestDatabase test) {
        Database db = Database.over(warningAtCommit(test.dataSource(), "SyncRepWaitForLSN"));
        AtomicInteger callbacks = new AtomicInteger();

        assertThatThrownBy(() -> db.useTransaction(TransactionOptions.DEFAULT.withRetries(3), tx -> {
                    insert(tx, "a");
                    tx.afterCommit(callbacks::incrementAndGet);
                }))
                .isInstanceOf(DatabaseException.OutcomeUnknown.class)
                .hasMessageContaining("not confirmed by its synchronous replica");

        assertThat(callbacks).hasValue(0);
        assertThat(test.rowCount("notes")).isEqualTo(1);
    }

    @Test
    void isACommitWhateverElseItWarnsOf(TestDatabase test) {
        Database db = Database.over(warningAtCommit(test.dataSource(), "exec_stmt_raise"));

        db.useTransaction(tx -> insert(tx, "a"));

        assertThat(test.rowCount("notes")).isEqualTo(1);
    }

    private static DataSource warningAtCommit(DataSource dataSource, String routine) {
        PSQLWarning warning =
                new PSQLWarning(new ServerErrorMessage("SWARNING\0VWARNING\0C01000\0Mtranslated\0R" + routine + "\0"));
        return intercepted(DataSource.class, dataSource, (get, result) -> {
            if (!(result instanceof Connection connection)) {
                return result;
            }
            AtomicBoolean committed = new AtomicBoolean();
            return intercepted(Connection.class, connection, (call, answer) -> {
                if (call.equals("commit")) {
                    committed.set(true);
                }
                return call.equals("getWarnings") && committed.get() ? warning : answer;
            });
        });
    }

    private interface Answer {
        @Nullable
        Object of(String method, @Nullable Object result);
    }

    private static <T> T intercepted(Class<T> type, T target, Answer answer) {
        Object proxy =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return answer.of(method.getName(), method.invoke(target, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return type.cast(proxy);
    }
}
