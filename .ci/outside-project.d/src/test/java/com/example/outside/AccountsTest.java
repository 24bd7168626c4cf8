package com.example.outside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.aegis.db.testing.DatabasePreparation;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.DatabaseTestOverride;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Code that knows nothing of the repository: plain JDBC, and JUnit's own assertions. */
@DatabaseTest(prepare = AccountsTest.Accounts.class)
class AccountsTest {

    public static final class Accounts implements DatabasePreparation {

        @Override
        public void prepare(TestDatabase database) {
            database.load("""
                    create table accounts (name varchar(20) primary key, balance integer not null check (balance >= 0));
                    insert into accounts values ('ada', 10), ('bob', 0);
                    """);
        }
    }

    @RepeatedTest(2)
    void aTransferMovesMoneyAndLeavesNothingToTheNextTest(TestDatabase test) throws SQLException {
        transfer(test, 4);

        assertEquals(6, balance(test, "ada"));
        assertEquals(4, balance(test, "bob"));
    }

    @RepeatedTest(2)
    @DatabaseTestOverride(isolation = Isolation.FRESH)
    void andSoItDoesInADatabaseOfItsOwn(TestDatabase test) throws SQLException {
        transfer(test, 4);

        assertEquals(6, balance(test, "ada"));
    }

    @Test
    void aTransferThatFailsMovesNothing(TestDatabase test) {
        assertThrows(SQLException.class, () -> transfer(test, 11));

        assertEquals(10, balance(test, "ada"));
        assertEquals(0, balance(test, "bob"));
    }

    private static void transfer(TestDatabase test, int amount) throws SQLException {
        try (Connection connection = test.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            add(connection, amount, "bob");
            add(connection, -amount, "ada");
            connection.commit();
        }
    }

    private static void add(Connection connection, int amount, String name) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update accounts set balance = balance + ? where name = ?")) {
            update.setInt(1, amount);
            update.setString(2, name);
            update.executeUpdate();
        }
    }

    private static long balance(TestDatabase test, String name) {
        Object balance = test.query("select balance from accounts where name = ?", name)
                .get(0)
                .get("balance");
        return ((Number) balance).longValue();
    }
}
