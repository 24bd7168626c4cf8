package dev.aegis.migrations;

import static dev.aegis.migrations.MigratorTest.assertOneLine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a role can do to which the rows were granted. */
@DatabaseTest(engines = TestEngine.POSTGRESQL, isolation = Isolation.FRESH)
class RowGrantsTest {
    /** Roles belong to the whole server, which other test runs may share. */
    private final String role = "services-" + UUID.randomUUID();

    private final TestDatabase test;

    RowGrantsTest(TestDatabase test) {
        this.test = test;
    }

    @BeforeEach
    void createRole() throws SQLException {
        assumeTrue(mayCreateRoles(), "the role of TEST_DATABASE_URL may not create roles");
        test.execute("create role \"" + role + "\"");
        test.execute("grant \"" + role + "\" to current_user");
    }

    @AfterEach
    void dropRole() throws SQLException {
        if (mayCreateRoles()) {
            test.execute("drop owned by \"" + role + "\"");
            test.execute("drop role \"" + role + "\"");
        }
    }

    private boolean mayCreateRoles() throws SQLException {
        try (Connection connection = test.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "select rolcreaterole or rolsuper from pg_roles where rolname = current_user")) {
            return result.next() && result.getBoolean(1);
        }
    }

    private void migrateAndGrant() {
        Migrator migrator = TestMigrators.with("columns", test);
        migrator.migrate();
        migrator.grantRows(role);
        migrator.grantRows(role);
    }

    private void asRole(String sql) throws SQLException {
        try (Connection connection = test.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set role \"" + role + "\"");
            try {
                statement.execute(sql);
            } finally {
                statement.execute("reset role");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into parent (id, rating) values (2, 7)",
                "update parent set rating = 3",
                "delete from child",
                "select * from parent where rating > 1 for update skip locked",
                "select count(*) from databasechangelog",
            })
    void readsAndWritesRows(String sql) {
        migrateAndGrant();

        assertThatCode(() -> asRole(sql)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table mine (id integer)",
                "create schema mine",
                "create index mine on parent (rating)",
                "alter table parent add column mine integer",
                "drop table child",
                "truncate child",
                "delete from databasechangelog",
                "update databasechangelog set md5sum = null",
                "insert into databasechangelog (id) values ('mine')",
                "drop table databasechangelog",
                "alter table databasechangelog add column mine integer",
                "create trigger mine before insert on parent for each row execute function suppress_redundant_updates_trigger()",
            })
    void changesNeitherTheSchemaNorTheMigrationTables(String sql) {
        migrateAndGrant();

        assertThatThrownBy(() -> asRole(sql))
                .isInstanceOf(SQLException.class)
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("42501");
    }

    @Test
    void aTableThatCameLaterIsGrantedByTheNextTime() throws SQLException {
        migrateAndGrant();
        test.execute("create table late (id bigserial primary key, name text)");
        assertThatThrownBy(() -> asRole("select * from late")).hasMessageContaining("permission denied");

        TestMigrators.with("columns", test).grantRows(role);

        asRole("insert into late (name) values ('with a number from its sequence')");
    }

    @Test
    void aRoleThatDoesNotExistIsNamed() {
        Migrator migrator = TestMigrators.with("columns", test);
        migrator.migrate();

        assertOneLine(() -> migrator.grantRows("no such role"), TestMigrators.SETTING, "no such role");
    }

    @Test
    void onSqliteItIsRefused() {
        assertOneLine(
                () -> TestMigrators.with("columns", "sqlite:///missing.db").grantRows("app"), "SQLite has no roles");
        assertThat(Path.of("missing.db")).doesNotExist();
    }
}
