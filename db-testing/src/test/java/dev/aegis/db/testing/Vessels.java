package dev.aegis.db.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The database that the tests of this module start from: one table, with one row, named "first". */
final class Vessels implements DatabasePreparation {

    @Override
    public void prepare(TestDatabase database) {
        database.load("""
                create table vessels (
                    id integer primary key,
                    name varchar(40) not null unique,
                    part_of integer references vessels (id) deferrable initially deferred
                );
                insert into vessels (id, name) values (1, 'first');
                """);
    }

    static void insert(Connection connection, int id, String name) throws SQLException {
        execute(connection, "insert into vessels (id, name) values (%d, '%s')".formatted(id, name));
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static int count(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from vessels")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
