package dev.aegis.db.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

@DatabaseTest(prepare = Vessels.class)
class TestDatabaseTest {

    @Test
    void listsTablesSorted(TestDatabase test) {
        test.execute("create table armours (id integer primary key)");
        test.execute("create view views as select 1 as one");

        assertThat(test.tables()).containsExactly("armours", "vessels");
    }

    @Test
    void countsRowsOfTablesWhoseNamesNeedQuotes(TestDatabase test) {
        test.execute("create table \"Odd \"\"name\" (id integer)");
        test.execute("insert into \"Odd \"\"name\" values (1), (2)");

        assertThat(test.rowCount("Odd \"name")).isEqualTo(2);
        assertThat(test.rowCount(test.engine() == TestEngine.SQLITE ? "main.vessels" : "public.vessels"))
                .isEqualTo(1);
    }

    @Test
    void bindsParametersAndGivesRowsInOrderOfTheirColumns(TestDatabase test) {
        test.execute("insert into vessels (id, name, part_of) values (?, ?, ?)", 2, "second", null);

        assertThat(test.query("select name, part_of, id from vessels where id = ?", 2))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.keySet()).containsExactly("name", "part_of", "id");
                    assertThat(row.values()).containsExactly("second", null, 2);
                });
    }

    @Test
    void loadsScriptsThatDefineTriggers(TestDatabase test) {
        test.load(
                switch (test.engine()) {
                    case SQLITE -> """
                        create table log (name text);
                        create trigger logged after insert on vessels begin
                            insert into log values (new.name);
                        end;
                        """;
                    case POSTGRESQL -> """
                        create table log (name text);
                        create function log_name() returns trigger language plpgsql as $$
                        begin
                            insert into log values (new.name);
                            return new;
                        end $$;
                        create trigger logged after insert on vessels for each row execute function log_name();
                        """;
                });
        test.execute("insert into vessels (id, name) values (2, 'second')");

        assertThat(test.query("select name from log")).extracting("name").containsExactly("second");
    }

    @Test
    void saysWhichSqlFailedWhere(TestDatabase test) {
        assertThatThrownBy(() -> test.query("select nonsense from vessels"))
                .isInstanceOf(TestDatabaseException.class)
                .hasMessageContainingAll(test.engine().label(), "select nonsense from vessels")
                .hasCauseInstanceOf(SQLException.class);
    }

    @Test
    void hasAUrlThatShowsThePreparedDatabaseWithoutTheRowsOfTheTest(TestDatabase test) throws SQLException {
        test.execute("insert into vessels (id, name) values (2, 'second')");

        try (Connection other = ConnectionByUrl.open(test.url())) {
            assertThat(Vessels.count(other)).isEqualTo(1);
        }
    }
}
