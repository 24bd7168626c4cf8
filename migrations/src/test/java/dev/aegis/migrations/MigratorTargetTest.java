package dev.aegis.migrations;

import static dev.aegis.migrations.MigratorTest.assertOneLine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.DatabaseConfig;
import dev.aegis.db.DatabaseException;
import dev.aegis.db.DatabaseUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which database a migrator works on, and what it does when that is not there. */
class MigratorTargetTest {
    private final Path directory;

    MigratorTargetTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void lookingCreatesNoFile() {
        Path file = directory.resolve("sub/app.db");
        Migrator migrator = TestMigrators.with("newer-program", "sqlite:///" + file);

        assertThat(migrator.status().pending()).isNotEmpty();
        assertThat(migrator.dryRunSql()).contains("CREATE TABLE first_step");
        assertThat(file.getParent()).doesNotExist();
    }

    @Test
    void lookingAtAFileThatMayNotBeWrittenSucceeds() throws Exception {
        Path file = directory.resolve("app.db");
        Migrator migrator = TestMigrators.with("newer-program", "sqlite:///" + file);
        migrator.migrate();
        byte[] before = Files.readAllBytes(file);

        assertThat(migrator.status().isCurrent()).isTrue();
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void migratingCreatesTheFileAndItsDirectories() {
        Path file = directory.resolve("a/b/app.db");

        TestMigrators.with("newer-program", "sqlite:///" + file).migrate();

        assertThat(file).isNotEmptyFile();
    }

    @Test
    void aDatabaseInMemoryCannotBeMigrated() {
        Migrator migrator = Migrator.of("DATABASE_URL", DatabaseUrl.parse("sqlite://:memory:"));

        assertOneLine(migrator::migrate, "DATABASE_URL=sqlite://:memory:", "name a file");
    }

    @Test
    void pgBouncerIsRefusedWithTheRemedy() {
        Migrator migrator = Migrator.of(DatabaseConfig.of("postgresql://app:secret@localhost:6432/app?pgbouncer=true"));

        assertThatThrownBy(migrator::migrate)
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("DATABASE_MIGRATION_URL")
                .hasMessageNotContaining("secret");
    }

    @Test
    void theMigrationUrlIsUsedAndNamedWhenItIsSet() {
        DatabaseConfig config = DatabaseConfig.fromEnvironment(Map.of(
                "DATABASE_URL",
                "postgresql://app:secret@localhost:2/app",
                "DATABASE_MIGRATION_URL",
                "postgresql://owner:secret@localhost:1/app"));

        assertThatThrownBy(() -> Migrator.of(config).migrate())
                .isInstanceOf(DatabaseException.Unavailable.class)
                .hasMessageContaining("DATABASE_MIGRATION_URL=postgresql://owner:***@localhost:1/app");
    }
}
