package dev.aegis.db.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

@DatabaseTest
class ScratchDatabaseTest {

    @Test
    void isEmptyAndOnesOwn(TestDatabase test) throws SQLException {
        try (ScratchDatabase one = ScratchDatabase.open(test.engine());
                ScratchDatabase other = ScratchDatabase.open(test.engine())) {
            createTable(one);
            createTable(other);

            assertThat(one.url()).isNotEqualTo(other.url());
            assertThat(one.description()).containsIgnoringCase(test.engine().label());
        }
    }

    @Test
    void isGoneWhenItIsClosedEvenWithAConnectionOpen(TestDatabase test) throws SQLException {
        ScratchDatabase scratch = ScratchDatabase.open(test.engine());
        try (Connection connection = ConnectionByUrl.open(scratch.url())) {
            assertThat(connection.isValid(1)).isTrue();
            scratch.close();
        }

        assertThatThrownBy(() -> ConnectionByUrl.open(scratch.url())).isInstanceOf(SQLException.class);
    }

    private static void createTable(ScratchDatabase scratch) throws SQLException {
        try (Connection connection = ConnectionByUrl.open(scratch.url());
                Statement statement = connection.createStatement()) {
            statement.execute("create table anything (id integer)");
        }
    }
}
