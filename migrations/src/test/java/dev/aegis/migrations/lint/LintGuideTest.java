package dev.aegis.migrations.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code docs/migration-lint.md}, which people are sent to. */
class LintGuideTest {
    private static final Path GUIDE = Path.of("../docs/migration-lint.md");

    @Test
    void listsExactlyTheRulesInTheirWordsAndOrder() throws IOException {
        List<List<String>> rows = Files.readAllLines(GUIDE).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> List.of(line.split("\\|")))
                .map(cells -> cells.subList(1, cells.size()).stream()
                        .map(String::strip)
                        .toList())
                .toList();

        assertThat(rows).allSatisfy(row -> assertThat(row.get(1)).isNotBlank());
        assertThat(rows.stream().map(row -> List.of(row.get(0), row.get(2), row.get(3))))
                .containsExactlyElementsOf(Rules.ALL.stream()
                        .map(rule -> List.of("`" + rule.id() + "`", rule.reason(), rule.remedy()))
                        .toList());
    }
}
