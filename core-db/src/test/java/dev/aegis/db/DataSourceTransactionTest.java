package dev.aegis.db;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.TestDatabase;
import java.time.Clock;

/** The contract over the test fixture's data source, where every commit is undone after the test. */
@DatabaseTest(prepare = NotesTable.class)
class DataSourceTransactionTest extends TransactionContract {
    @Override
    Database open(TestDatabase test, Clock clock) {
        return Database.over(test.dataSource(), clock);
    }
}
