package dev.aegis.migrations.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.migrations.GeneratedChangelog;
import dev.aegis.migrations.lint.Finding;
import dev.aegis.migrations.lint.LintOptions;
import dev.aegis.migrations.lint.LintedChangelog;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is generated for tables that programs use is what the linter asks for. */
class EvolutionLintTest {
    /** No changeset can make them gentle: a person decides. */
    private static final Set<String> FOR_A_PERSON = Set.of("column-type", "small-primary-key");

    private final GeneratedChangelog changelog = GeneratedChangelog.create("linted");
    private final MigrationGenerator generator = new MigrationGenerator(changelog.directory());

    @TestFactory
    Stream<DynamicTest> findsNothing() {
        generator.generate(Schemas.models(Evolution.START), "Begin", false);
        LintedChangelog.of(changelog).release("1.0");
        return Evolution.all().stream()
                .map(evolution -> DynamicTest.dynamicTest(
                        evolution.name(), () -> assertThat(findings(evolution)).isEmpty()));
    }

    private List<Finding> findings(Evolution evolution) throws IOException {
        changelog.keepOnly("0001-begin.yaml");
        generator.generate(Schemas.models(Evolution.START, evolution.sql()), evolution.name(), evolution.destructive());
        return LintedChangelog.of(changelog).run(LintOptions.DEFAULT).findings().stream()
                .filter(finding -> !FOR_A_PERSON.contains(finding.rule()))
                .toList();
    }
}
