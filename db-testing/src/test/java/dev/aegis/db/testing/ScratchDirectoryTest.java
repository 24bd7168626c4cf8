package dev.aegis.db.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchDirectoryTest {

    @Test
    void thatOfAKilledJvmIsRemovedAndTheServerOnItStopped() throws Exception {
        Path abandoned = Path.of(outputOfKilledJvm()
                .lines()
                .filter(line -> line.startsWith("directory="))
                .findFirst()
                .orElseThrow()
                .substring("directory=".length()));
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

    private static String outputOfKilledJvm() throws IOException {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledJvm.class.getName())
                .redirectErrorStream(true)
                .start();
        return new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
