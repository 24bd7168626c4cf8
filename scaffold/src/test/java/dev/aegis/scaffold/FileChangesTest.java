package dev.aegis.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said about the outcome is what it is. */
class FileChangesTest {
    private final Path root;

    FileChangesTest(@TempDir Path root) {
        this.root = root;
    }

    @Test
    void whatCannotBeCleanedUpAfterSuccessIsNoFailure() throws IOException {
        Files.writeString(root.resolve("a"), "before");

        Optional<String> note = FileChanges.write(root, List.of(ProjectFile.of("a", "after")), directory -> {
            throw new IOException("busy");
        });

        assertThat(note)
                .hasValueSatisfying(line -> assertThat(line)
                        .startsWith(root.resolve(".aegis-add-").toString())
                        .endsWith(" could not be removed (busy); remove it"));
        assertThat(root.resolve("a")).hasContent("after");
    }

    @Test
    void whatCannotBePutBackIsNamedAndItsOldContentKept() throws IOException {
        Files.writeString(root.resolve("a"), "before");
        Files.writeString(root.resolve("blocked"), "a file");
        List<ProjectFile> files = List.of(
                ProjectFile.of("a", "after"), ProjectFile.of("made/b", "new"), ProjectFile.of("blocked/c", "new"));

        assertThatExceptionOfType(ScaffoldException.class)
                .isThrownBy(() -> FileChanges.write(root, disturbedAtTheEnd(files)))
                .withMessageStartingWith("cannot write into " + root)
                .withMessageContaining("these could not be put back as they were: " + root.resolve("made") + " (")
                .withMessageContaining("; the files as they were are in ")
                .withMessageNotContaining("nothing was changed");
        assertThat(root.resolve("a")).hasContent("before");
        assertThat(root.resolve("made/b")).doesNotExist();
        try (Stream<Path> left = Files.walk(root)) {
            assertThat(left.filter(path -> path.endsWith("old/a")))
                    .singleElement()
                    .satisfies(old -> assertThat(old).hasContent("before"));
        }
    }

    /** Another process puts a file into a directory that was made, before the last file is written. */
    private List<ProjectFile> disturbedAtTheEnd(List<ProjectFile> files) {
        return new AbstractList<>() {
            @Override
            public ProjectFile get(int index) {
                Path made = root.resolve("made");
                if (index == files.size() - 1 && Files.isDirectory(made)) {
                    try {
                        Files.writeString(made.resolve("of-another-process"), "");
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
                return files.get(index);
            }

            @Override
            public int size() {
                return files.size();
            }
        };
    }
}
