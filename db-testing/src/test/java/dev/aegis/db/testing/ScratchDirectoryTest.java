package dev.aegis.db.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchDirectoryTest {

    @Test
    void thatOfAKilledJvmIsRemovedAndTheServerOnItStopped() throws Exception {
        String output = OtherJvm.outputOf(KilledJvm.class, Map.of(), List.of(), "embedded");
        Path abandoned = Path.of(OtherJvm.value("directory", output));
        Path pidFile = EmbeddedPostgresProvider.dataDirectory(abandoned).resolve("postmaster.pid");
        ProcessHandle server = ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(pidFile).get(0)))
                .orElseThrow();
        assertThat(server.isAlive()).isTrue();

        ScratchDirectory.removeAbandoned(abandoned.resolve("..").normalize());

        server.onExit().get(10, TimeUnit.SECONDS);
        assertThat(abandoned).doesNotExist();
    }

    @Test
    void thatOfALivingJvmIsLeftAlone(@TempDir Path parent) throws IOException {
        Path own = Files.createDirectory(parent.resolve(ProcessHandle.current().pid() + "-living"));
        Path lock = parent.resolve(own.getFileName() + ".owner.lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            ScratchDirectory.removeAbandoned(parent);
        }
        assertThat(own).exists();
    }

    @Test
    void thatWhichIsKeptIsRemovedByTheNextJvmThatRunsInTheSamePlace(@TempDir Path parent) throws IOException {
        Path mine = kept(parent, "1-mine", Path.of("").toAbsolutePath());
        Path ofOthers = kept(parent, "2-others", parent);
        Path ofNobody = kept(parent, "3-nobody", parent.resolve("gone"));

        ScratchDirectory.removeAbandoned(parent);

        assertThat(mine).doesNotExist();
        assertThat(ofOthers).exists();
        assertThat(ofNobody).doesNotExist();
    }

    private static Path kept(Path parent, String name, Path testedDirectory) throws IOException {
        Files.writeString(parent.resolve(name + ".owner.lock"), testedDirectory.toString());
        return Files.createDirectory(parent.resolve(name));
    }
}
