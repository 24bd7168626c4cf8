package dev.aegis.db;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import java.time.Clock;

/** The contract on connections that the component opens itself, as services use it. */
@DatabaseTest(prepare = NotesTable.class, isolation = Isolation.FRESH)
class OwnedConnectionsTransactionTest extends TransactionContract {
    @Override
    Database open(TestDatabase test, Clock clock) {
        return Database.open(DatabaseConfig.builder(test.url()).poolSize(2).build(), clock);
    }
}
