package dev.aegis.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

    @Test
    void threeSlashesAreRelativeFourAbsolute() {
        assertThat(DatabaseUrl.parse("sqlite:///data/app.db").file()).contains(Path.of("data/app.db"));
        assertThat(DatabaseUrl.parse("sqlite:////var/lib/app.db").file()).contains(Path.of("/var/lib/app.db"));
        assertThat(DatabaseUrl.parse("sqlite:///with%20blank+plus.db").file()).contains(Path.of("with blank+plus.db"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite://:memory:", "sqlite:///:memory:"})
    void memoryIsSqliteWithoutAFile(String url) {
        DatabaseUrl parsed = DatabaseUrl.parse(url);

        assertThat(parsed.engine()).isEqualTo(DatabaseEngine.SQLITE);
        assertThat(parsed.file()).isEmpty();
        assertThat(parsed.jdbcUrl()).isEqualTo("jdbc:sqlite::memory:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "postgres", "POSTGRESQL"})
    void bothSpellingsMeanPostgresql(String scheme) {
        DatabaseUrl url = DatabaseUrl.parse(scheme + "://app:secret@db.example:6432/shop?sslmode=require");

        assertThat(url.engine()).isEqualTo(DatabaseEngine.POSTGRESQL);
        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example:6432/shop");
        assertThat(url.jdbcProperties())
                .containsEntry("user", "app")
                .containsEntry("password", "secret")
                .containsEntry("sslmode", "require");
    }

    @Test
    void credentialsAndDatabaseArePercentDecodedAndAPlusIsAPlus() {
        DatabaseUrl url = DatabaseUrl.parse("postgresql://us%40er:p%40ss%2Fw%C3%B6rd+%25@localhost/my%20db");

        assertThat(url.jdbcProperties()).containsEntry("user", "us@er").containsEntry("password", "p@ss/wörd+%");
        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://localhost:5432/my%20db");
    }

    @Test
    void severalHostsAndIpv6AreKept() {
        assertThat(DatabaseUrl.parse("postgresql://a:1,b:2,c/db?targetServerType=primary")
                        .jdbcUrl())
                .isEqualTo("jdbc:postgresql://a:1,b:2,c:5432/db");
        assertThat(DatabaseUrl.parse("postgresql://[::1]/db").jdbcUrl()).isEqualTo("jdbc:postgresql://[::1]:5432/db");
        assertThat(DatabaseUrl.parse("postgresql://[::1]:6000/db").jdbcUrl())
                .isEqualTo("jdbc:postgresql://[::1]:6000/db");
    }

    @ParameterizedTest
    @CsvSource({
        "target_session_attrs=read-write, targetServerType, primary",
        "target_session_attrs=prefer-standby, targetServerType, preferSecondary",
        "connect_timeout=7, connectTimeout, 7",
        "application_name=shop, ApplicationName, shop",
        "channel_binding=require, channelBinding, require"
    })
    void libpqSpellingsAreTranslated(String parameter, String name, String value) {
        assertThat(DatabaseUrl.parse("postgresql://localhost/db?" + parameter).jdbcProperties())
                .containsEntry(name, value);
    }

    @Test
    void pgbouncerIsForTheComponentNotForTheDriver() {
        DatabaseUrl.Postgres url = (DatabaseUrl.Postgres) DatabaseUrl.parse("postgresql://localhost/db?pgbouncer=true");

        assertThat(url.pgbouncer()).isTrue();
        assertThat(url.jdbcProperties()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgresql://app:secret@localhost:5432/app | postgresql://app:***@localhost:5432/app",
                "postgresql://app@localhost/app | postgresql://app@localhost:5432/app",
                "postgresql://h/d?sslpassword=secret&sslmode=require | postgresql://h:5432/d?sslmode=require&sslpassword=***",
                "sqlite:///data/app.db | sqlite:///data/app.db",
                "sqlite:////var/app.db | sqlite:////var/app.db"
            })
    void toStringIsTheUrlWithoutItsPassword(String url, String shown) {
        assertThat(DatabaseUrl.parse(url)).hasToString(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | not a database URL",
                "data/app.db | not a database URL",
                "mysql://root:secret@localhost/db | unknown scheme 'mysql'",
                "sqlite://data/app.db | three slashes",
                "sqlite:/// | names no file",
                "sqlite:///data/ | names no file",
                "sqlite:///a.db?mode=ro | no parameters",
                "postgresql://app:secret@localhost | names no database",
                "postgresql://app:secret@localhost/ | names no database",
                "postgresql://app:secret@/db | names no host",
                "postgresql://app:secret@localhost:port/db | the port is not a number",
                "postgresql://app:secret@localhost:70000/db | from 1 to 65535",
                "postgresql://app:sec/ret@localhost/db | percent-encode",
                "postgresql://app:sec@ret@localhost/db | percent-encode",
                "postgresql://app:x?secret@localhost/db | %3F",
                "postgresql://app:x?secret=y@localhost/db | unknown parameter",
                "postgresql://app:x@y/z?secret@localhost/db | %3F",
                "postgresql://app:x?pgbouncer=secret@localhost/db | true or false",
                "postgresql://app:x?target_session_attrs=secret@localhost/db | use one of",
                "postgresql://app:x@sec!ret/z?a@localhost/db | no value",
                "postgresql://app:secret/db | port",
                "postgresql://app:secret:5432/db | percent-encode",
                "app:secret://x@localhost/db | use sqlite",
                "postgresql://localhost/db?password=x&secret | before the host",
                "postgresql://app:secret%@localhost/db | percent-encoding",
                "postgresql://app:secret%FF@localhost/db | not UTF-8",
                "postgresql://app:secret@localhost/db?sslmod=require | unknown parameter 'sslmod'",
                "postgresql://app:secret@localhost/db?sslmode | no value",
                "postgresql://localhost/db?user=app | before the host",
                "postgresql://localhost/db?target_session_attrs=best | use one of",
                "postgresql://localhost/db?pgbouncer=yes | use true or false",
                "postgresql://%2Fvar%2Frun%2Fpostgresql/app | Unix sockets are not supported; use a host",
                "postgresql:///app?host=/var/run/postgresql | Unix sockets are not supported; use a host",
                "postgresql://localhost/app?host=/var/run/postgresql | Unix sockets are not supported; use a host",
                "postgresql://localhost/app?host=db | give the host before the database",
                "postgresql://[fe80::1%25eth0]/app | an IPv6 address with a zone is not supported",
                "postgresql://my!host/app | use a name, an IPv4 address",
                "'\"postgresql://app:secret@localhost/db\"' | without quotation marks"
            })
    void aMalformedUrlIsOneLineWithSettingAndRemedyButNoPassword(String url, String remedy) {
        assertThatThrownBy(() -> DatabaseUrl.parse("MY_URL", url))
                .isInstanceOfSatisfying(DatabaseConfigException.class, e -> {
                    assertThat(e.faults()).hasSize(1);
                    assertThat(e.getMessage())
                            .startsWith("MY_URL=")
                            .contains(remedy)
                            .doesNotContain("secret", "sec/ret", "sec@ret", "ret@")
                            .doesNotContain("\n");
                });
    }

    @Test
    void aLineBreakInThePasswordDoesNotLetItThrough() {
        assertThatThrownBy(() -> DatabaseUrl.parse("postgresql://app:sec\nret@localhost"))
                .isInstanceOf(DatabaseConfigException.class)
                .message()
                .doesNotContain("sec", "ret@", "\n");
    }

    @Test
    void redactionLeavesHostsAndPortsReadable() {
        assertThat(List.of("postgresql://a:1,b:2,c/db?x=1", "postgresql://[::1]:6000/db", "sqlite:///data/app.db"))
                .allSatisfy(url -> assertThat(Redaction.of(url)).isEqualTo(url));
    }

    @Test
    void redactionTakesOutMoreRatherThanLess() {
        assertThat(List.of(
                                "app:secret@localhost/db",
                                "postgresql:/app:secret@localhost/db",
                                "postgresql://app:se:cr@et@localhost/db",
                                "postgresql://h/db?password=secret")
                        .stream()
                        .map(Redaction::of))
                .allSatisfy(shown -> assertThat(shown).doesNotContain("secret", "se:cr", "et@"));
    }
}
