package dev.aegis.db.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** In FRESH isolation, a test has a database of its own. */
@DatabaseTest(prepare = Vessels.class, isolation = Isolation.FRESH)
class FreshIsolationTest {

    @Test
    void itsConnectionsAreReal(TestDatabase test) throws SQLException {
        try (Connection one = test.dataSource().getConnection();
                Connection other = test.dataSource().getConnection()) {
            one.setAutoCommit(false);
            Vessels.insert(one, 2, "not yet seen");
            assertThat(Vessels.count(other)).isEqualTo(1);
            one.commit();
            assertThat(Vessels.count(other)).isEqualTo(2);
        }
    }

    @Test
    void itsUrlLeadsToTheSameDatabase(TestDatabase test) throws SQLException {
        test.execute("insert into vessels (id, name) values (2, 'second')");

        try (Connection connection = ConnectionByUrl.open(test.url())) {
            assertThat(Vessels.count(connection)).isEqualTo(2);
        }
    }

    @Test
    void itsConnectionsCanBeMadeReadOnly(TestDatabase test) throws SQLException {
        try (Connection connection = test.dataSource().getConnection()) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            assertThat(connection.isReadOnly()).isTrue();
            assertThatThrownBy(() -> Vessels.insert(connection, 2, "refused")).isInstanceOf(SQLException.class);
            connection.rollback();
            connection.setReadOnly(false);
            Vessels.insert(connection, 2, "second");
            assertThat(Vessels.count(connection)).isEqualTo(2);
        }
    }

    @Test
    void foreignKeysAreChecked(TestDatabase test) {
        assertThatThrownBy(() -> test.execute("insert into vessels (id, name, part_of) values (2, 'child', 99)"))
                .isInstanceOf(TestDatabaseException.class)
                .hasMessageMatching("(?si).*foreign key.*");
    }

    @Test
    void itIsGoneAfterTheTestEvenIfSomebodyIsStillConnectedByItsUrl(TestDatabase test) throws SQLException {
        LeasedDatabase lease = PreparedDatabase.of(test.engine(), Vessels.class).lease(Isolation.FRESH);
        String url = lease.database().url();
        try (Connection connection = ConnectionByUrl.open(url)) {
            assertThat(Vessels.count(connection)).isEqualTo(1);
            lease.close();
            lease.close();
        }
        switch (test.engine()) {
            case SQLITE ->
                assertThat(Files.exists(Path.of(url.substring("sqlite:///".length()))))
                        .isFalse();
            case POSTGRESQL ->
                assertThat(test.query("select 1 from pg_database where datname = ?", url.replaceAll(".*/", "")))
                        .isEmpty();
        }
    }
}
