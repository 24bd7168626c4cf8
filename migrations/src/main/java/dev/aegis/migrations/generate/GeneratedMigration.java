package dev.aegis.migrations.generate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What generating came to.
 *
 * @param file the new file; empty if nothing had to be written
 * @param applied the differences that the file bridges
 * @param heldBack differences that would destroy data, which stand in the file as a comment
 * @param notes what a person should know: a line each
 */
public record GeneratedMigration(
        Optional<Path> file, List<Difference> applied, List<Difference> heldBack, List<String> notes) {
    public GeneratedMigration {
        applied = List.copyOf(applied);
        heldBack = List.copyOf(heldBack);
        notes = List.copyOf(notes);
    }
}
