package dev.aegis.db.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresUrlTest {

    @Test
    void hasPartsThatArePercentEncoded() {
        PostgresUrl url = PostgresUrl.parse("postgresql://me%40home:p%2Fw+d@[::1]:5433/some%20db?sslmode=disable");

        assertThat(url).isEqualTo(new PostgresUrl("me@home", "p/w+d", "[::1]", 5433, "some db", "sslmode=disable"));
        assertThat(PostgresUrl.parse(url.withPassword())).isEqualTo(url);
    }

    @Test
    void mayLeaveOutPasswordAndPort() {
        PostgresUrl url = PostgresUrl.parse("postgres://me@db.example.org/test");

        assertThat(url).isEqualTo(new PostgresUrl("me", "", "db.example.org", 5432, "test", ""));
        assertThat(url.withPassword()).isEqualTo("postgresql://me@db.example.org:5432/test");
    }

    @Test
    void isShownWithoutPassword() {
        assertThat(PostgresUrl.parse("postgresql://me:secret@host/db"))
                .asString()
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sqlite:///test.db",
                "postgresql://me:secret@/db",
                "postgresql://host/db",
                "postgresql://me:secret@host",
                "postgresql://me:secret@host/",
                "postgresql://me:se cret@host/db",
                "jdbc:postgresql://host/db"
            })
    void isRefusedIfAPartIsMissing(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PostgresUrl.parse(url))
                .withMessageContaining("postgresql://user:password@host:port/database")
                .withMessageNotContaining("secret");
    }
}
