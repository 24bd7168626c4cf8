package dev.aegis.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a file is called, that file is opened, and no other one. */
@DisabledOnOs(OS.WINDOWS) // which has fewer names
class SqliteFileNamesTest {

    @TempDir
    private Path directory;

    static Stream<String> names() {
        return Stream.concat(
                Stream.of(
                        "app.db",
                        "app",
                        "with blank.db",
                        " leading",
                        "trailing ",
                        "  ",
                        "tab\tin.db",
                        "line\nbreak.db",
                        "carriage\rreturn",
                        "ümläut.db",
                        "u\u0308mlaut.db",
                        "中文.db",
                        "עברית.db",
                        "😀.db",
                        "\u200b",
                        "\u00a0",
                        "100%.db",
                        "%41.db",
                        "%",
                        "%%",
                        "%2F",
                        "%3F",
                        "%00",
                        "rel%20x.db",
                        "hash#tag.db",
                        "#",
                        "a;b",
                        "a&b",
                        "a=b",
                        "a+b",
                        "a,b",
                        "a'b",
                        "a\"b",
                        "a`b",
                        "a|b",
                        "a<b>",
                        "a*b",
                        "a\\b",
                        "a$b",
                        "a!b",
                        "(a)",
                        "[a]",
                        "{a}",
                        "a~",
                        "~",
                        "-a",
                        "--",
                        "@",
                        "a@b:c",
                        ".hidden",
                        "...",
                        "a?b",
                        "?",
                        "a?",
                        "?mode=memory",
                        "what?foreign_keys=false",
                        "what?journal_mode=DELETE",
                        "what?cache=shared&mode=ro",
                        "file:app.db",
                        "file:///app.db",
                        "file::memory:",
                        ":memory:",
                        ":resource:x",
                        ":"),
                Stream.of("mode=memory", "x".repeat(200), "jdbc:sqlite:x"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void theFileOfThatNameIsOpened(String name) throws IOException, SQLException {
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        Path file = directory.resolve("data").resolve(name);
        DatabaseUrl url = DatabaseUrl.parse("sqlite:///" + directory + "/data/" + encoded);
        assertThat(url.file()).contains(file);

        try (Database db = Database.open(DatabaseConfig.builder("sqlite:///" + directory + "/data/" + encoded)
                .build())) {
            db.useTransaction(tx -> tx.handle().execute("create table t (a int)"));
            db.useTransaction(tx -> tx.handle().execute("insert into t values (1)"));
            assertThat(db.<Integer, RuntimeException>read(tx -> tx.handle()
                            .createQuery("select count(*) from t")
                            .mapTo(int.class)
                            .one()))
                    .isOne();
            assertThat(db.health().settings()).containsEntry("foreign_keys", "1");
        }
        try (Connection looking = DirectConnections.openReadOnly("DATABASE_URL", url);
                Statement statement = looking.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from t")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isOne();
        }

        try (Stream<Path> made = Files.walk(directory).filter(Files::isRegularFile)) {
            assertThat(made.toList())
                    .allSatisfy(path -> assertThat(path.toString()).startsWith(file.toString()))
                    .contains(file);
        }
    }

    @Test
    void aRelativeNameIsRelativeToTheWorkingDirectory() {
        for (String name : List.of("file:rel%20x.db", ":resource:x", "trailing ", "a?b")) {
            Path relative = Path.of("target").resolve(name);

            assertThat(DatabaseUrl.sqlite(relative).jdbcUrl())
                    .isEqualTo(DatabaseUrl.sqlite(relative.toAbsolutePath()).jdbcUrl());
        }
    }
}
