package dev.aegis.migrations.generate;

import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.migrations.ChangelogSql;
import dev.aegis.migrations.Models;
import java.nio.file.Path;
import java.util.List;

/**
 * Compares a changelog with the models and writes what is missing as one file of changesets. It needs no database.
 * Immutable and thread-safe, but for two that write into one directory at the same time: one of them may fail.
 */
public final class MigrationGenerator {
    private final ChangelogDirectory directory;

    /** @param changelogDirectory the one with {@code changelog.yaml}; new files go to its folder {@code changes} */
    public MigrationGenerator(Path changelogDirectory) {
        this.directory = new ChangelogDirectory(changelogDirectory);
    }

    /**
     * What the models ask for and the changelog does not give.
     *
     * @throws GenerationException if the changelog does something that is not understood
     * @throws dev.aegis.migrations.MigrationException if it is missing or malformed
     */
    public List<Difference> differences(Models models) {
        SchemaDefinition before = fold(models).schema();
        return SchemaDiff.between(before, KeptParts.added(before, models));
    }

    /**
     * Writes the file, unless there is no difference. A file that exists is never touched.
     *
     * @param message what changes; the file's name is made of it
     * @param allowDestructive whether tables and columns that no model has are dropped; else that is written as a
     *     comment
     * @throws GenerationException if the changelog does something that is not understood, or a difference needs a
     *     decision; then nothing is written
     * @throws dev.aegis.migrations.MigrationException if the changelog is missing or malformed
     */
    public GeneratedMigration generate(Models models, String message, boolean allowDestructive) {
        ChangelogDirectory.slug(message);
        List<ChangelogSql.Step> steps = ChangelogSql.read(directory.path());
        FoldedSchema folded = ChangelogFold.of(steps, models.externalTables());
        SchemaDefinition before = folded.schema();
        SchemaDefinition wanted = KeptParts.added(before, models);
        List<Difference> differences = SchemaDiff.between(before, wanted);
        List<RenameHint> renames = RenameHint.in(differences);
        Refusals.check(differences, renames, wanted);
        SideObjectRefusals.check(differences, folded);

        SchemaDefinition kept = Targets.keepingData(before, wanted);
        MigrationStage gentle = new MigrationStage("", before, kept, folded);
        MigrationStage destructive = new MigrationStage("drop", kept, Targets.inOrderOf(kept, wanted), folded);
        return new MigrationWriter(directory, message, gentle, destructive, renames, TableStates.after(steps))
                .write(allowDestructive);
    }

    private FoldedSchema fold(Models models) {
        return ChangelogFold.of(ChangelogSql.read(directory.path()), models.externalTables());
    }
}
