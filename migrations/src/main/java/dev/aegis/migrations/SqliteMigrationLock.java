package dev.aegis.migrations;

import dev.aegis.db.DatabaseUrl;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * A lock on a file beside the database, which is never the database itself: closing that would drop the locks that
 * SQLite holds on it. The file stays; removing it would let two processes hold locks on two files of one name.
 *
 * <p>A file lock belongs to the process, so inside the process there is a second one.
 */
final class SqliteMigrationLock extends MigrationLock {
    private static final String SUFFIX = "-migration.lock";
    private static final Map<Path, Semaphore> IN_THIS_PROCESS = new ConcurrentHashMap<>();

    private final Path file;
    private final Semaphore inThisProcess;
    private @Nullable FileChannel held;

    SqliteMigrationLock(DatabaseUrl.Sqlite url) throws IOException {
        Path database = url.file().orElseThrow().toRealPath();
        file = database.resolveSibling(database.getFileName() + SUFFIX);
        inThisProcess = IN_THIS_PROCESS.computeIfAbsent(file, path -> new Semaphore(1));
    }

    @Override
    boolean tryAcquire() throws IOException {
        if (!inThisProcess.tryAcquire()) {
            return false;
        }
        try {
            held = tryFile();
        } finally {
            if (held == null) {
                inThisProcess.release();
            }
        }
        return held != null;
    }

    @Override
    void close() {
        FileChannel channel = held;
        if (channel != null) {
            held = null;
            try {
                channel.close();
            } catch (IOException e) {
                LoggerFactory.getLogger(Migrator.class).debug("The lock ends with this process", e);
            } finally {
                inThisProcess.release();
            }
        }
    }

    private @Nullable FileChannel tryFile() throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            locked = channel.tryLock() != null;
            return locked ? channel : null;
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }
}
