package dev.aegis.db;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import java.time.Clock;

/** The contract over a data source that is somebody else's, with real commits. */
@DatabaseTest(prepare = NotesTable.class, isolation = Isolation.FRESH)
class FreshDataSourceTransactionTest extends TransactionContract {
    @Override
    Database open(TestDatabase test, Clock clock) {
        return Database.over(test.dataSource(), clock);
    }
}
