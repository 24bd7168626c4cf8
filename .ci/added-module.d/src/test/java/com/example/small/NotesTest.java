package com.example.small;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.example.small.db.testing.DatabasePreparation;
import com.example.small.db.testing.DatabaseTest;
import com.example.small.db.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** On the fixtures that 'aegis add db-testing' puts beside it. */
@DatabaseTest(prepare = NotesTest.Table.class)
class NotesTest {
    public static final class Table implements DatabasePreparation {
        @Override
        public void prepare(TestDatabase database) {
            database.execute("create table notes (text varchar(100) not null unique)");
        }
    }

    @Test
    void areKept(TestDatabase test) throws SQLException {
        new Notes(test.dataSource()).keep("buy milk");

        assertEquals("buy milk", test.query("select text from notes").get(0).get("text"));
    }

    @Test
    void areKeptOnce(TestDatabase test) throws SQLException {
        Notes notes = new Notes(test.dataSource());
        notes.keep("buy milk");

        assertThrows(SQLException.class, () -> notes.keep("buy milk"));
    }
}
