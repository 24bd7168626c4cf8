package dev.aegis.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.Database;
import dev.aegis.db.DatabaseConfig;
import dev.aegis.db.testing.DatabasePreparation;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.DatabaseTestOverride;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.ScratchDatabase;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The code in docs/testing.md and in db-testing/README.md. */
class TestingTest {

    // tag::preparation
    public static final class Armoury implements DatabasePreparation {

        @Override
        public void prepare(TestDatabase database) {
            database.load("""
                    create table blades (name varchar(100) primary key, weight integer not null);
                    insert into blades values ('Dagger', 3);
                    """);
        }
    }
    // end::preparation

    @Nested
    // tag::first
    @DatabaseTest(prepare = Armoury.class)
    class BladesTest {

        @Test
        void keepsWhatWasCommitted(TestDatabase test) throws SQLException {
            try (Connection connection = test.dataSource().getConnection();
                    PreparedStatement insert = connection.prepareStatement("insert into blades values (?, ?)")) {
                connection.setAutoCommit(false);
                insert.setString(1, "Damask Blade");
                insert.setInt(2, 40);
                insert.executeUpdate();
                connection.commit();
            }
            assertThat(test.rowCount("blades")).isEqualTo(2);
        }
    }
    // end::first

    @Nested
    @DatabaseTest(prepare = Armoury.class)
    class Others {

        @Test
        void areOpenedByTheComponent(TestDatabase test) {
            // tag::component
            Database db = Database.over(test.dataSource());
            db.useTransaction(tx -> tx.handle().execute("insert into blades values ('Excalibur', 99)"));
            assertThat(test.query("select weight from blades where name = ?", "Excalibur"))
                    .singleElement()
                    .satisfies(row -> assertThat(row).containsEntry("weight", 99));
            // end::component
        }

        @Test
        void aProgramTakesAScratchDatabase(TestDatabase test) {
            TestEngine engine = test.engine();
            // tag::scratch
            try (ScratchDatabase scratch = ScratchDatabase.open(engine);
                    Database db = Database.open(DatabaseConfig.of(scratch.url()))) {
                db.useTransaction(tx -> tx.handle().execute("create table attempts (id integer)"));
            }
            // end::scratch
            assertThat(test.tables()).containsExactly("blades");
        }

        // tag::override
        @Test
        @DatabaseTestOverride(isolation = Isolation.FRESH)
        void aServiceOpensTheUrl(TestDatabase test) {
            try (Database db = Database.open(DatabaseConfig.of(test.url()))) {
                db.useTransaction(tx -> tx.handle().execute("delete from blades"));
            }
            assertThat(test.rowCount("blades")).isZero();
        }

        @ParameterizedTest
        @ValueSource(strings = {"Targe", "Pavise"})
        @DatabaseTestOverride(engines = TestEngine.POSTGRESQL)
        void namesAreSortedByTheServer(String name, TestDatabase test) {
            test.execute("insert into blades values (?, 1)", name);
            assertThat(test.query("select name from blades order by name").get(0))
                    .containsEntry("name", "Dagger");
        }
        // end::override
    }

    // tag::composed
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @DatabaseTest(prepare = Armoury.class, isolation = Isolation.FRESH)
    @interface ArmouryTest {}
    // end::composed

    @Nested
    @ArmouryTest
    class Composed {

        @Test
        void isPrepared(TestDatabase test) {
            assertThat(test.tables()).containsExactly("blades");
        }
    }
}
