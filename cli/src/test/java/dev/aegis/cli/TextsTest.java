package dev.aegis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TextsTest {

    @Test
    void figuresReadWell() {
        assertThat(Texts.bytes(512)).isEqualTo("512 B");
        assertThat(Texts.bytes(36_864)).isEqualTo("36.0 KB");
        assertThat(Texts.bytes(5L << 40)).isEqualTo("5.0 TB");
        assertThat(Texts.bytes(5L << 50)).isEqualTo("5120.0 TB");
        assertThat(Texts.count(1, "row")).isEqualTo("1 row");
        assertThat(Texts.count(0, "row")).isEqualTo("0 rows");
        assertThat(Texts.millis(Duration.ofNanos(1_234_567))).isEqualTo("1.23 ms");
        assertThat(Texts.uptime(Duration.ofSeconds(59))).isEqualTo("59 s");
        assertThat(Texts.uptime(Duration.ofMinutes(61))).isEqualTo("1 h 1 min");
        assertThat(Texts.uptime(Duration.ofHours(49))).isEqualTo("2 d 1 h");
    }

    @Test
    void treesAreDrawnWithWhatTheTerminalCanShow() {
        TextTree tree = new TextTree("root");
        tree.branch("a").branch("b");
        tree.branch("c");

        assertThat(tree.draw(TextTree.Lines.of(StandardCharsets.UTF_8)).lines())
                .containsExactly("root", "├── a", "│   └── b", "└── c");
        assertThat(tree.draw(TextTree.Lines.of(StandardCharsets.US_ASCII)).lines())
                .containsExactly("root", "|-- a", "|   `-- b", "`-- c");
    }
}
