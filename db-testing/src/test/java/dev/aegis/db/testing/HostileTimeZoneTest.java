package dev.aegis.db.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneId;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileTimeZoneTest {

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Berlin", "Pacific/Kiritimati", "Etc/GMT-14", "America/St_Johns"})
    void showsAnotherLocalTime(String jvm) {
        Instant now = Instant.parse("2026-07-01T12:00:00Z");
        ZoneId server = ZoneId.of(HostileTimeZone.otherThan(ZoneId.of(jvm), now));

        assertThat(now.atZone(server).toLocalDateTime())
                .isNotEqualTo(now.atZone(ZoneId.of(jvm)).toLocalDateTime());
    }

    @DatabaseTest(engines = TestEngine.POSTGRESQL)
    static class OnPostgresTest {

        @Test
        void isThatOfTheSession(TestDatabase test) throws SQLException {
            try (Connection connection = test.dataSource().getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("show time zone")) {
                rows.next();
                assertThat(rows.getString(1))
                        .isEqualTo(HostileTimeZone.id())
                        .isNotEqualTo(TimeZone.getDefault().getID());
            }
        }
    }
}
