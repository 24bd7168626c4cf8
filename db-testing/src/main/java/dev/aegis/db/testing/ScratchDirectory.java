package dev.aegis.db.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory in which this JVM keeps its databases: in memory where there is such a file system, and gone when the
 * JVM ends.
 *
 * <p>A JVM that is killed leaves its directory behind, and a server that runs on it. The next JVM to come cleans up. It
 * tells the living from the dead by a file lock, which ends with the process that holds it, however it ends.
 *
 * <p>It may be kept, so that people can look into the databases of failed tests. The lock file then names the directory
 * that the tests ran in, and the next JVM that runs tests there is the one that cleans up.
 */
final class ScratchDirectory {

    private static final String OWNER_LOCK = "owner.lock";
    private static final long WANTED_BYTES = 1L << 30;
    private static final Once<String, Path> OF_THIS_JVM = new Once<>();
    private static volatile boolean kept;

    private ScratchDirectory() {}

    /** A directory of that name in the scratch directory of this JVM; it exists and was empty when first asked for. */
    static Path directory(String name) {
        try {
            return Files.createDirectories(
                    OF_THIS_JVM.get("", () -> create(parent())).resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("No directory for test databases", e);
        }
    }

    /** From now on, what is in the scratch directory of this JVM, and runs on it, outlives the JVM. */
    static void keep() {
        kept = true;
    }

    /** Closes what runs on the scratch directory when the JVM ends, unless it is kept. */
    static void closeAtEnd(AutoCloseable closeable) {
        AtEndOfJvm.close(() -> {
            if (!kept) {
                closeable.close();
            }
        });
    }

    private static Path parent() {
        String name = "aegis-db-testing-" + System.getProperty("user.name");
        Path memory = Path.of("/dev/shm");
        return (hasRoom(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir"))).resolve(name);
    }

    /** In containers the memory file system often has no more than 64 MB. */
    private static boolean hasRoom(Path directory) {
        try {
            return Files.isDirectory(directory)
                    && Files.isWritable(directory)
                    && Files.getFileStore(directory).getUsableSpace() >= WANTED_BYTES;
        } catch (IOException e) {
            return false;
        }
    }

    /** Cleans up after the dead in a directory, and makes a new one for this JVM in it. */
    private static Path create(Path parent) {
        try {
            Files.createDirectories(parent);
            removeAbandoned(parent);
            Path own = parent.resolve(ProcessHandle.current().pid() + "-" + UUID.randomUUID());
            // the lock first: a directory without one might be taken for an abandoned one
            Path lockFile = own.resolveSibling(own.getFileName() + "." + OWNER_LOCK);
            FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.lock();
            Files.createDirectory(own);
            AtEndOfJvm.close(() -> {
                if (kept) {
                    Files.writeString(lockFile, testedDirectory());
                } else {
                    delete(own);
                    Files.deleteIfExists(lockFile);
                }
                channel.close();
            });
            return own;
        } catch (IOException e) {
            throw new UncheckedIOException("No directory for test databases in " + parent, e);
        }
    }

    static void removeAbandoned(Path parent) throws IOException {
        String own = ProcessHandle.current().pid() + "-";
        try (Stream<Path> entries = Files.list(parent)) {
            List<Path> locks = entries.filter(entry -> entry.toString().endsWith("." + OWNER_LOCK))
                    // to open and close one's own lock file would release the lock
                    .filter(entry -> !entry.getFileName().toString().startsWith(own))
                    .toList();
            for (Path lockFile : locks) {
                removeIfAbandoned(lockFile);
            }
        }
    }

    private static void removeIfAbandoned(Path lockFile) {
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                FileLock lock = tryLock(channel)) {
            if (lock != null && !isKeptForOthers(lockFile)) {
                String name = lockFile.getFileName().toString();
                Path directory = lockFile.resolveSibling(name.substring(0, name.length() - OWNER_LOCK.length() - 1));
                AbandonedServer.stopIn(directory);
                delete(directory);
                Files.deleteIfExists(lockFile);
            }
        } catch (IOException e) {
            System.err.println("Database tests: could not clean up after a killed JVM: " + e);
        }
    }

    private static boolean isKeptForOthers(Path lockFile) throws IOException {
        String keeper = Files.readString(lockFile);
        return !keeper.isEmpty() && !keeper.equals(testedDirectory()) && Files.exists(Path.of(keeper));
    }

    private static String testedDirectory() {
        return Path.of("").toAbsolutePath().toString();
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        return channel.tryLock();
    }

    /** Deletes a directory with all that is in it. */
    static void delete(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
