package dev.aegis.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangelogEntryTest {

    @Test
    void acceptsItsOwnChecksumAndNoOther() {
        ChangelogEntry entry = entry(Set.of(), false);

        assertThat(entry.accepts("9:today")).isTrue();
        assertThat(entry.accepts("9:yesterday")).isFalse();
    }

    @Test
    void acceptsTheChecksumsThatTheChangelogCallsValid() {
        assertThat(entry(Set.of("9:yesterday"), false).accepts("9:yesterday")).isTrue();
        assertThat(entry(Set.of(), true).accepts("9:whatever")).isTrue();
    }

    @Test
    void cannotTellWithoutAChecksumOrFromAnotherFormatOfIt() {
        ChangelogEntry entry = entry(Set.of(), false);

        assertThat(entry.accepts(null)).isTrue();
        assertThat(entry.accepts("8:today")).isTrue();
    }

    private static ChangelogEntry entry(Set<String> others, boolean any) {
        return new ChangelogEntry(new Changeset("id", "author", "file"), "9:today", others, any, false, false);
    }
}
