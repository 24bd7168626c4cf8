package dev.aegis.migrations.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.DatabaseUrl;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.migrations.GeneratedChangelog;
import dev.aegis.migrations.Models;
import dev.aegis.migrations.drift.Drift;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A project that changes step by step: each is written, applied, and checked against the models. */
final class Steps {
    private final GeneratedChangelog changelog;
    private final MigrationGenerator generator;
    private final TestDatabase test;
    private Models models = Schemas.models();

    /** @param name of the test; each engine gets a changelog of its own */
    Steps(String name, TestDatabase test) {
        this.changelog = GeneratedChangelog.create(
                "steps-" + name + "-" + test.engine().name().toLowerCase(Locale.ROOT));
        this.generator = new MigrationGenerator(changelog.directory());
        this.test = test;
    }

    /** The models become these; drops are allowed. Nothing differs afterwards. */
    void generate(String... scripts) throws IOException {
        generate(Schemas.models(scripts));
    }

    void generate(Models next) throws IOException {
        models = next;
        generator.generate(models, "Step", true);
        migrate();
        assertThat(generator.differences(models)).isEmpty();
        assertThat(drift()).isEmpty();
    }

    /** The models become these, and nothing is written. */
    void refuse(String... scripts) {
        refuse(Schemas.models(scripts));
    }

    void refuse(Models next) {
        generator.generate(next, "Step", true);
    }

    /** What differs from these models in the database as it is. */
    List<String> drift(Models next) throws IOException {
        models = next;
        return drift();
    }

    /** A changeset with these changes, in YAML. */
    void byHand(String changes) throws IOException {
        write("", changes, "- empty");
        migrate();
    }

    /** As {@link #byHand(String)}, with the way back. */
    void byHandWithRollback(String changes, String rollback) throws IOException {
        write("", changes, rollback);
        migrate();
    }

    /** As {@link #byHand(String)}, but one for each engine. */
    void byHand(String onPostgres, String onSqlite) throws IOException {
        byHand(onPostgres, onSqlite, "- empty");
    }

    /** As {@link #byHand(String, String)}, with the way back on SQLite. */
    void byHand(String onPostgres, String onSqlite, String backOnSqlite) throws IOException {
        write("postgresql", onPostgres, "- empty");
        write("sqlite", onSqlite, backOnSqlite);
        migrate();
    }

    private void write(String dbms, String changes, String rollback) throws IOException {
        Path folder = changelog.directory().resolve("changes");
        String id;
        try (Stream<Path> files = Files.list(folder)) {
            id = "%04d-by-hand".formatted(files.count() + 1);
        }
        Files.writeString(folder.resolve(id + ".yaml"), """
                databaseChangeLog:
                  - changeSet:
                      id: %s
                      author: test
                %s      changes:
                %s      rollback:
                %s""".formatted(
                        id, dbms.isEmpty() ? "" : "      dbms: " + dbms + "\n", changes.indent(8), rollback.indent(8)));
    }

    /** Applies what is pending. */
    void migrate() throws IOException {
        changelog.migrator(test).migrate();
    }

    List<String> drift() throws IOException {
        return Drift.between(models, changelog.changelog(), "the URL of the test", DatabaseUrl.parse(test.url()))
                .stream()
                .map(difference -> difference.text("the database"))
                .toList();
    }

    /** Whether a second generate has nothing to say. */
    boolean isUpToDate() {
        return generator.generate(models, "Again", true).file().isEmpty();
    }

    /** How many files there are. */
    long written() throws IOException {
        try (Stream<Path> files = Files.list(changelog.directory().resolve("changes"))) {
            return files.count();
        }
    }

    /** Undoes the last changesets. */
    void rollback(int count) throws IOException {
        changelog.migrator(test).rollback(count);
    }
}
