package dev.aegis.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The SQL in the guides: each file in {@code src/test/resources/sql/both}, {@code sqlite} and {@code postgresql} is run,
 * statement by statement, on an empty database of each engine that it is for.
 */
class SqlFilesTest {

    @Nested
    @DatabaseTest(engines = TestEngine.SQLITE, isolation = Isolation.FRESH)
    class OnSqlite {

        @ParameterizedTest(allowZeroInvocations = true)
        @MethodSource("dev.aegis.docs.SqlFilesTest#forSqlite")
        void runs(Path file, TestDatabase test) {
            statements(file).forEach(test::execute);
        }
    }

    @Nested
    @DatabaseTest(engines = TestEngine.POSTGRESQL, isolation = Isolation.FRESH)
    class OnPostgresql {

        @ParameterizedTest(allowZeroInvocations = true)
        @MethodSource("dev.aegis.docs.SqlFilesTest#forPostgresql")
        void runs(Path file, TestDatabase test) {
            statements(file).forEach(test::execute);
        }
    }

    @Test
    void endAtSemicolonsOutsideOfBodies() {
        String trigger = "create trigger t after insert on a\nbegin\n  delete from b;\nend;\n";
        String function = "create function f() returns int as $$\n  select 1;\n$$ language sql;\n";

        assertThat(SqlStatements.of("-- first\nselect 1;\n" + trigger + "\n" + function))
                .containsExactly("select 1;\n", trigger, function);
    }

    static List<Path> forSqlite() {
        return Stream.concat(files("both"), files("sqlite")).toList();
    }

    static List<Path> forPostgresql() {
        return Stream.concat(files("both"), files("postgresql")).toList();
    }

    private static Stream<Path> files(String folder) {
        Path directory = Path.of("src/test/resources/sql", folder);
        if (!Files.isDirectory(directory)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".sql")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + folder, e);
        }
    }

    private static List<String> statements(Path file) {
        try {
            return SqlStatements.of(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
