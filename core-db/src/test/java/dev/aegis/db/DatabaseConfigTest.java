package dev.aegis.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseConfigTest {

    @Test
    void anEmptyEnvironmentMeansTheDefaults() {
        DatabaseConfig config = DatabaseConfig.fromEnvironment(Map.of("DATABASE_URL", " "));

        assertThat(config).isEqualTo(DatabaseConfig.of("sqlite:///data/app.db"));
        assertThat(config.migrationUrl()).isEmpty();
        assertThat(config.effectiveMigrationUrl()).isEqualTo(config.url());
        assertThat(config.replicaUrl()).isEmpty();
        assertThat(config.poolSize()).isEqualTo(10);
        assertThat(config.slowTransaction()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.sqliteSynchronous()).isEqualTo(SqliteSynchronous.FULL);
    }

    @Test
    void everySettingIsRead() {
        DatabaseConfig config = DatabaseConfig.fromEnvironment(Map.of(
                "DATABASE_URL", "postgresql://app@db/app",
                "DATABASE_MIGRATION_URL", "postgresql://owner@db/app",
                "DATABASE_REPLICA_URL", "postgresql://app@replica/app",
                "DATABASE_POOL_SIZE", "25",
                "DATABASE_SLOW_TRANSACTION_SECONDS", "0",
                "DATABASE_SQLITE_SYNCHRONOUS", "normal"));

        assertThat(config.url()).hasToString("postgresql://app@db:5432/app");
        assertThat(config.effectiveMigrationUrl()).hasToString("postgresql://owner@db:5432/app");
        assertThat(config.replicaUrl().map(Object::toString)).contains("postgresql://app@replica:5432/app");
        assertThat(config.poolSize()).isEqualTo(25);
        assertThat(config.slowTransaction()).isZero();
        assertThat(config.sqliteSynchronous()).isEqualTo(SqliteSynchronous.NORMAL);
    }

    @Test
    void theUrlMayLieInAFile(@TempDir Path directory) throws IOException {
        Path secret = Files.writeString(directory.resolve("url"), "postgresql://app:secret@db/app\n");

        DatabaseConfig config = DatabaseConfig.fromEnvironment(Map.of("DATABASE_URL_FILE", secret.toString()));

        assertThat(config.url().jdbcProperties()).containsEntry("password", "secret");
    }

    @Test
    void aFaultOfTheUrlInAFileNamesTheFile(@TempDir Path directory) throws IOException {
        Path secret = Files.writeString(directory.resolve("url"), "mysql://root:secret@db/app\n");

        assertThatThrownBy(() -> DatabaseConfig.fromEnvironment(Map.of("DATABASE_URL_FILE", secret.toString())))
                .isInstanceOf(DatabaseConfigException.class)
                .hasMessageStartingWith(
                        "DATABASE_URL_FILE=" + secret + " holds the URL=mysql://root:***@db/app: unknown scheme");
    }

    @Test
    void theByteOrderMarkOfAnEditorIsNoPartOfTheUrl(@TempDir Path directory) throws IOException {
        Path secret = Files.writeString(directory.resolve("url"), "\ufeffpostgresql://app:secret@db/app\r\n");

        assertThat(DatabaseConfig.fromEnvironment(Map.of("DATABASE_URL_FILE", secret.toString()))
                        .url())
                .hasToString("postgresql://app:***@db:5432/app");
    }

    @Test
    void theExceptionKeepsItsFaultsWhenItIsSerialized() throws Exception {
        DatabaseConfigException thrown = new DatabaseConfigException(List.of("one", "two"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(thrown);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(((DatabaseConfigException) in.readObject()).faults()).containsExactly("one", "two");
        }
    }

    @Test
    void allFaultsAreReportedAtOnce(@TempDir Path directory) throws IOException {
        Path empty = Files.createFile(directory.resolve("empty"));

        assertThatThrownBy(() -> DatabaseConfig.fromEnvironment(Map.of(
                        "DATABASE_URL", "mysql://root:secret@db/app",
                        "DATABASE_MIGRATION_URL", "sqlite:///a.db",
                        "DATABASE_MIGRATION_URL_FILE", "b",
                        "DATABASE_REPLICA_URL_FILE", empty.toString(),
                        "DATABASE_POOL_SIZE", "many",
                        "DATABASE_SLOW_TRANSACTION_SECONDS", "2.5",
                        "DATABASE_SQLITE_SYNCHRONOUS", "off")))
                .isInstanceOfSatisfying(
                        DatabaseConfigException.class,
                        e -> assertThat(e.faults())
                                .satisfiesExactly(
                                        fault -> assertThat(fault)
                                                .startsWith("DATABASE_URL=mysql://root:***@db/app: unknown"),
                                        fault -> assertThat(fault)
                                                .contains("DATABASE_MIGRATION_URL_FILE are both set; remove"),
                                        fault -> assertThat(fault)
                                                .startsWith("DATABASE_REPLICA_URL_FILE=")
                                                .contains("is empty"),
                                        fault -> assertThat(fault)
                                                .isEqualTo(
                                                        "DATABASE_POOL_SIZE=many: not a whole number; use 1 to 1000"),
                                        fault ->
                                                assertThat(fault).startsWith("DATABASE_SLOW_TRANSACTION_SECONDS=2.5: "),
                                        fault -> assertThat(fault)
                                                .startsWith("DATABASE_SQLITE_SYNCHRONOUS=off: ")
                                                .contains("FULL, NORMAL")));
    }

    @Test
    void aFaultOfTheUrlHidesNoOther() {
        assertThatThrownBy(() -> DatabaseConfig.fromEnvironment(Map.of(
                        "DATABASE_URL", "nonsense",
                        "DATABASE_MIGRATION_URL", "postgresql://owner@db/app",
                        "DATABASE_POOL_SIZE", "0")))
                .isInstanceOfSatisfying(
                        DatabaseConfigException.class,
                        e -> assertThat(e.faults())
                                .satisfiesExactly(
                                        fault -> assertThat(fault).startsWith("DATABASE_URL="),
                                        fault -> assertThat(fault).startsWith("DATABASE_POOL_SIZE=0: ")));
    }

    @Test
    void settingsThatContradictEachOtherAreRefused() {
        assertThatThrownBy(() -> DatabaseConfig.fromEnvironment(Map.of(
                        "DATABASE_MIGRATION_URL", "postgresql://owner:secret@db/app",
                        "DATABASE_REPLICA_URL", "postgresql://app:secret@replica/app",
                        "DATABASE_POOL_SIZE", "0",
                        "DATABASE_SLOW_TRANSACTION_SECONDS", "-1")))
                .isInstanceOfSatisfying(
                        DatabaseConfigException.class,
                        e -> assertThat(e.faults())
                                .hasSize(4)
                                .noneMatch(fault -> fault.contains("secret"))
                                .anyMatch(fault ->
                                        fault.startsWith("DATABASE_MIGRATION_URL=") && fault.contains("same database"))
                                .anyMatch(fault ->
                                        fault.startsWith("DATABASE_REPLICA_URL=") && fault.contains("PostgreSQL only"))
                                .anyMatch(fault ->
                                        fault.startsWith("DATABASE_POOL_SIZE=0") && fault.contains("1 to 1000"))
                                .anyMatch(fault -> fault.startsWith("DATABASE_SLOW_TRANSACTION_SECONDS=-1")));
    }

    @Test
    void inProductionAPasswordThatTheRepositoryShipsIsRefused() {
        Map<String, String> settings = Map.of(
                "DATABASE_URL", "postgresql://app:development-only-app@db/app",
                "DATABASE_MIGRATION_URL", "postgresql://owner:development-only-owner@db/app",
                "DATABASE_REPLICA_URL", "postgresql://app:of-our-own@replica/app");

        assertThat(DatabaseConfig.fromEnvironment(settings).url().engine()).isEqualTo(DatabaseEngine.POSTGRESQL);

        Map<String, String> inProduction = new HashMap<>(settings);
        inProduction.put("AEGIS_ENV", "production");
        assertThatThrownBy(() -> DatabaseConfig.fromEnvironment(inProduction))
                .isInstanceOfSatisfying(
                        DatabaseConfigException.class,
                        e -> assertThat(e.faults())
                                .satisfiesExactly(
                                        fault -> assertThat(fault)
                                                .startsWith(
                                                        "DATABASE_URL=postgresql://app:***@db:5432/app: its password is a"
                                                                + " development default")
                                                .contains("AEGIS_ENV=production"),
                                        fault -> assertThat(fault)
                                                .startsWith("DATABASE_MIGRATION_URL=postgresql://owner:***@db")));
    }

    @Test
    void aMisspeltEnvironmentIsNotTakenForDevelopment() {
        assertThatThrownBy(() -> DatabaseConfig.fromEnvironment(Map.of("AEGIS_ENV", "prod")))
                .isInstanceOf(DatabaseConfigException.class)
                .hasMessageContaining("AEGIS_ENV=prod: unknown; use development or production");
    }

    @Test
    void theBuilderChecksTheSameRules() {
        assertThatThrownBy(() -> DatabaseConfig.builder("sqlite:///a.db")
                        .poolSize(1001)
                        .acquireTimeout(Duration.ZERO)
                        .build())
                .isInstanceOf(DatabaseConfigException.class)
                .hasMessageContaining("DATABASE_POOL_SIZE=1001")
                .hasMessageContaining("acquireTimeout");
    }

    @Test
    void timesThatOverflowAreRefusedBeforeAnythingIsOpened() {
        Duration forEver = Duration.ofSeconds(Long.MAX_VALUE);

        assertThatThrownBy(() -> DatabaseConfig.builder("sqlite:///a.db")
                        .slowTransaction(forEver)
                        .acquireTimeout(forEver)
                        .build())
                .isInstanceOf(DatabaseConfigException.class)
                .hasMessageContaining("DATABASE_SLOW_TRANSACTION_SECONDS=9223372036854775807: out of range")
                .hasMessageContaining("acquireTimeout=PT2562047788015215H30M7S: out of range; use 1 ms to 365 days");
        assertThatThrownBy(() -> TransactionOptions.DEFAULT.withTimeout(forEver))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("use 1 ms to 365 days");
    }
}
