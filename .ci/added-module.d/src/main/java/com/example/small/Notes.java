package com.example.small;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

final class Notes {
    private final DataSource dataSource;

    Notes(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    void keep(String text) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into notes (text) values (?)")) {
            insert.setString(1, text);
            insert.executeUpdate();
        }
    }
}
