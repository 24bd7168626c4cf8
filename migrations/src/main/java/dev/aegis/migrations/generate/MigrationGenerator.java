package dev.aegis.migrations.generate;

import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.migrations.ChangelogSql;
import dev.aegis.migrations.Models;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Compares a changelog with the models and writes what is missing as one file of changesets. The file is read back before
 * it is in its place, and tried on scratch databases if there are any. Immutable and thread-safe,
 * but for two that write into one directory at the same time: one of them may fail.
 */
public final class MigrationGenerator {
    private final ChangelogDirectory directory;
    private final Optional<ScratchDatabases> databases;

    /**
     * One that needs no database, and tries nothing.
     *
     * @param changelogDirectory the one with {@code changelog.yaml}; new files go to its folder {@code changes}
     */
    public MigrationGenerator(Path changelogDirectory) {
        this(new ChangelogDirectory(changelogDirectory), Optional.empty());
    }

    private MigrationGenerator(ChangelogDirectory directory, Optional<ScratchDatabases> databases) {
        this.directory = directory;
        this.databases = databases;
    }

    /**
     * One that tries each file on a database of each engine before it writes it: applies it to tables with rows, rolls it
     * back, applies it again, and compares catalogue and values.
     */
    public MigrationGenerator trying(ScratchDatabases scratchDatabases) {
        return new MigrationGenerator(directory, Optional.of(scratchDatabases));
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
     *     decision, or the file does not do what it is meant to do; then nothing is written
     * @throws dev.aegis.migrations.MigrationException if the changelog is missing or malformed
     */
    public GeneratedMigration generate(Models models, String message, boolean allowDestructive) {
        ChangelogDirectory.slug(message);
        List<ChangelogSql.Step> changelog = ChangelogSql.read(directory.path());
        SchemaDefinition before = fold(changelog, models).schema();
        Renames declared = Renames.declared(before, models.schema());
        List<ChangelogSql.Step> renamed = declared.after(changelog);
        FoldedSchema folded = fold(renamed, models);
        SchemaDefinition wanted = KeptParts.added(folded.schema(), models);
        Renames parts = Renames.ofParts(folded.schema(), wanted);
        SchemaDefinition onPostgres = fold(parts.after(renamed), models).schema();

        List<Difference> differences = SchemaDiff.between(onPostgres, wanted);
        List<RenameHint> hints = RenameHint.in(differences);
        SchemaDefinition kept = Targets.keepingData(onPostgres, wanted);
        Refusals.check(differences, hints, onPostgres, kept, wanted);
        SideObjectRefusals.check(SchemaDiff.between(folded.schema(), wanted), folded);

        MigrationStage gentle = new MigrationStage("", folded.schema(), onPostgres, kept, folded);
        MigrationStage destructive = new MigrationStage("drop", kept, kept, Targets.inOrderOf(kept, wanted), folded);
        return new MigrationWriter(
                        directory,
                        message,
                        List.of(declared, parts),
                        gentle,
                        destructive,
                        hints,
                        TableStates.after(changelog))
                .write(allowDestructive, new GenerationProof(directory, models.externalTables(), databases, before));
    }

    private FoldedSchema fold(Models models) {
        return fold(ChangelogSql.read(directory.path()), models);
    }

    private static FoldedSchema fold(List<ChangelogSql.Step> changelog, Models models) {
        return ChangelogFold.of(changelog, models.externalTables());
    }
}
