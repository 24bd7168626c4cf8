package dev.aegis.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A file that is deleted, moved or replaced while it is open: nothing is acknowledged that a restart would not find. */
@DisabledOnOs(OS.WINDOWS) // which does not let go of an open file
class OpenedFileTest {

    @TempDir
    private Path directory;

    private Path file;
    private Path away;
    private Database db;

    @BeforeEach
    void open() {
        file = directory.resolve("app.db");
        away = directory.resolve("away.db");
        db = Database.open(config());
        db.useTransaction(tx -> tx.handle().execute("create table notes (body text)"));
        insert();
    }

    @AfterEach
    void close() {
        db.close();
    }

    private DatabaseConfig config() {
        return DatabaseConfig.of("sqlite:///" + file);
    }

    private void insert() {
        db.useTransaction(tx -> tx.handle().execute("insert into notes values ('acknowledged')"));
    }

    private int read() {
        return db.read(tx -> tx.handle()
                .createQuery("select count(*) from notes")
                .mapTo(int.class)
                .one());
    }

    private int readByTheWriter() {
        return db.inTransaction(tx -> tx.handle()
                .createQuery("select count(*) from notes")
                .mapTo(int.class)
                .one());
    }

    /** Makes the writer take a new connection for its next transaction. */
    private void changeSessionOfTheWriter() {
        db.useTransaction(tx -> tx.handle().execute("pragma cache_size = 100"));
    }

    private void replace() throws IOException {
        Path copy = directory.resolve("copy.db");
        Files.copy(file, copy);
        Files.move(file, away);
        Files.move(copy, file);
    }

    private void assertRefused() {
        String fault = "DATABASE_URL=sqlite:///" + file + ": the file was deleted, moved or replaced while it was open;"
                + " move it back, or restart this process to use what is there now";
        for (ThrowingCallable use :
                new ThrowingCallable[] {this::insert, this::read, this::readByTheWriter, db::ping}) {
            assertThatThrownBy(use)
                    .isInstanceOf(DatabaseException.Unavailable.class)
                    .hasMessage(fault);
        }
        assertThatThrownBy(() -> db.dataSource().getConnection())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(fault);
        assertThat(db.health().fault()).contains(fault);
    }

    @Test
    void aDeletedFileIsNeitherReadNorWritten() throws IOException {
        Files.delete(file);
        Files.deleteIfExists(Path.of(file + "-wal"));
        Files.deleteIfExists(Path.of(file + "-shm"));

        assertRefused();
        assertThat(file).doesNotExist();
    }

    @Test
    void aFileInItsPlaceIsNeitherReadNorWrittenUntilARestart() throws IOException {
        replace();

        assertRefused();

        db.close();
        db = Database.open(config());
        insert();
        assertThat(read()).isEqualTo(readByTheWriter());
    }

    @Test
    void aFileThatIsPutBackServesAgain() throws IOException {
        Files.move(file, away);
        assertRefused();

        Files.move(away, file);
        insert();

        assertThat(read()).isEqualTo(2);
        assertThat(readByTheWriter()).isEqualTo(2);
    }

    @Test
    void aWriterThatConnectsAgainHasTheFileThatTheReadersHave() throws IOException {
        changeSessionOfTheWriter();
        replace();
        assertRefused();
        changeSessionOfTheWriterIsRefused();

        Files.move(away, file, StandardCopyOption.REPLACE_EXISTING);
        changeSessionOfTheWriter();
        insert();

        assertThat(read()).isEqualTo(2);
        assertThat(readByTheWriter()).isEqualTo(2);
    }

    private void changeSessionOfTheWriterIsRefused() {
        assertThatThrownBy(this::changeSessionOfTheWriter).isInstanceOf(DatabaseException.Unavailable.class);
    }

    @Test
    void noReaderIsOpenedOnAnotherFile() throws Exception {
        OpenedFile opened = new OpenedFile(config().url());
        opened.opened();
        opened.readers().getConnection().close();
        replace();

        assertThatThrownBy(() -> opened.readers().getConnection())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("deleted, moved or replaced");
    }

    @Test
    void aSymbolicLinkThatPointsElsewhereIsAnotherFile() throws IOException {
        Path link = directory.resolve("link.db");
        Path other = Files.copy(file, directory.resolve("other.db"));
        Files.createSymbolicLink(link, file);
        try (Database linked = Database.open(DatabaseConfig.of("sqlite:///" + link))) {
            linked.useTransaction(tx -> {});
            Files.delete(link);
            Files.createSymbolicLink(link, other);

            assertThatThrownBy(() -> linked.useTransaction(tx -> {})).isInstanceOf(DatabaseException.Unavailable.class);
        }
    }

    @Test
    void nothingIsWrittenToALogThatIsGone() throws IOException {
        Path log = Path.of(file + "-wal");
        Files.move(log, away);

        assertThatThrownBy(this::insert)
                .isInstanceOf(DatabaseException.Unavailable.class)
                .hasMessageContaining(log + ", which holds the latest transactions, was deleted, moved or replaced");
        assertThatThrownBy(this::insert).isInstanceOf(DatabaseException.Unavailable.class);
        assertThat(read()).isEqualTo(1);

        Files.move(away, log);
        insert();
        assertThat(read()).isEqualTo(2);
    }

    @Test
    void aTransactionUnderWayEndsAsItDoes() throws IOException {
        db.useTransaction(tx -> {
            Files.move(file, away);
            tx.handle().execute("insert into notes values ('kept in the file that was moved')");
        });

        assertRefused();
    }

    @Test
    void inMemoryThereIsNothingToCompare() {
        try (Database memory = Database.open(DatabaseConfig.of("sqlite://:memory:"))) {
            memory.useTransaction(tx -> tx.handle().execute("create table notes (body text)"));
            assertThat(memory.<Integer, RuntimeException>read(tx -> tx.handle()
                            .createQuery("select count(*) from notes")
                            .mapTo(int.class)
                            .one()))
                    .isZero();
        }
    }
}
