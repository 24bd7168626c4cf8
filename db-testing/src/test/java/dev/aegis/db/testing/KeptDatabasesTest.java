package dev.aegis.db.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** With {@code -Ddb.keep=failed}, the databases of failed tests outlive the JVM. */
class KeptDatabasesTest {

    private static final Pattern KEPT =
            Pattern.compile("Database of the failed test \\S+ > fails\\(TestDatabase\\) \\[\\w+\\]: (\\S+) .*");

    @Test
    void hasTheCommittedRowsOfFailedTestsUntilTheNextRun() throws IOException, SQLException {
        String output = OtherJvm.outputOf(KeepingJvm.class, Map.of(), List.of("-Ddb.postgres=embedded"));
        List<String> urls = KEPT.matcher(output)
                .results()
                .map((MatchResult line) -> line.group(1))
                .toList();

        assertThat(urls).as(output).hasSize(4);
        for (String url : urls) {
            try (Connection connection = ConnectionByUrl.open(url)) {
                assertThat(Vessels.count(connection)).as(url).isEqualTo(2);
            }
        }

        removeKept(urls);
        for (String url : urls) {
            assertThatThrownBy(() -> ConnectionByUrl.open(url).close()).isInstanceOf(SQLException.class);
        }
    }

    /** As the next JVM does, before it makes a scratch directory of its own. */
    private static void removeKept(List<String> urls) throws IOException {
        String sqlite = urls.stream()
                .filter(url -> url.startsWith("sqlite:"))
                .findFirst()
                .orElseThrow();
        Path scratchDirectories = Path.of(sqlite.substring("sqlite:///".length()))
                .resolve("../../../..")
                .normalize();
        ScratchDirectory.removeAbandoned(scratchDirectories);
    }
}
