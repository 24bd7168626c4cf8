package dev.aegis.migrations.generate;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.migrations.generate.Difference.ColumnDropped;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts the changesets of a migration into a file. */
final class MigrationWriter {
    private static final List<String> HELD_BACK = List.of(
            "This would destroy data. When no program uses it any more, run 'aegis migrate generate' again, with",
            "--allow-destructive; or uncomment it, if no other changeset has been written since.");
    private static final List<String> DESTRUCTIVE =
            List.of("Data is lost here. The rollback brings back the structure alone.");

    private final ChangelogDirectory directory;
    private final String message;
    private final List<Renames> renamed;
    private final MigrationStage gentle;
    private final MigrationStage destructive;
    private final List<RenameHint> renames;
    private final TableStates states;

    /**
     * @param renamed what comes first
     * @param gentle what loses no data
     * @param destructive the rest, which comes after it
     */
    MigrationWriter(
            ChangelogDirectory directory,
            String message,
            List<Renames> renamed,
            MigrationStage gentle,
            MigrationStage destructive,
            List<RenameHint> renames,
            TableStates states) {
        this.directory = directory;
        this.message = message;
        this.renamed = List.copyOf(renamed);
        this.gentle = gentle;
        this.destructive = destructive;
        this.renames = renames;
        this.states = states;
    }

    GeneratedMigration write(boolean allowDestructive, GenerationProof proof) {
        List<Difference> lost = destructive.differences();
        List<Difference> applied = new ArrayList<>();
        renamed.forEach(renames -> applied.addAll(renames.differences()));
        applied.addAll(gentle.differences());
        applied.addAll(allowDestructive ? lost : List.of());
        List<Difference> heldBack = allowDestructive ? List.of() : lost;
        if (applied.isEmpty() && heldBack.isEmpty()) {
            return new GeneratedMigration(Optional.empty(), applied, heldBack, List.of());
        }
        List<String> notes = notes(heldBack);
        Optional<Path> written = applied.isEmpty() ? fileThatHoldsBack() : Optional.empty();
        if (written.isPresent()) {
            notes.add("stands commented out in " + written.get() + " already");
            return new GeneratedMigration(Optional.empty(), applied, heldBack, notes);
        }
        String name = directory.nextName(message);
        String text = text(name, allowDestructive);
        proof.require(name, text, allowDestructive ? destructive.after() : gentle.after());
        return new GeneratedMigration(Optional.of(directory.write(name, text)), applied, heldBack, notes);
    }

    private List<String> notes(List<Difference> heldBack) {
        List<String> notes = new ArrayList<>();
        renames.forEach(hint -> notes.add("%s; if it was renamed, delete the file, %s, and generate again"
                .formatted(hint.description(), hint.remedy())));
        for (Difference difference : heldBack) {
            if (difference instanceof ColumnDropped dropped && isRequired(dropped.column())) {
                notes.add(
                        "%s.%s is NOT NULL without a default: until it is dropped, rows cannot be inserted without it; to keep it for a release, name it in an @KeptColumns on the record"
                                .formatted(dropped.table(), dropped.column().name()));
            }
        }
        if (heldBack.isEmpty()) {
            notes.addAll(WayBack.warnings(destructive.differences(), destructive.before()));
        }
        return notes;
    }

    private static boolean isRequired(ColumnDefinition column) {
        return !column.nullable() && column.defaultValue() == null && !column.generated();
    }

    /** The file that says the same already. */
    private Optional<Path> fileThatHoldsBack() {
        MigrationFile file = new MigrationFile("", states);
        file.addCommentedOut(destructive.changesets(), HELD_BACK);
        String block = withoutIds(file.items());
        return directory.files().stream()
                .filter(path -> withoutIds(ChangelogDirectory.read(path)).contains(block))
                .findFirst();
    }

    private static String withoutIds(String text) {
        return text.replaceAll("(?m)^ *# +(id: |preConditions:|- onFail: |- tableUnchanged: ).*\\R", "");
    }

    private String text(String name, boolean allowDestructive) {
        MigrationFile file = new MigrationFile(name, states);
        file.remark(List.of(message.strip().replaceAll("\\s+", " ")));
        for (RenameHint hint : renames) {
            file.remark(List.of(
                    "",
                    hint.description() + ".",
                    "If it was renamed, delete this file, %s,".formatted(hint.remedy()),
                    "and generate again: that keeps the data."));
        }
        renamed.stream()
                .flatMap(renames -> renames.changesets().stream())
                .forEach(draft -> file.add(draft, allowed(draft, "rename", "declared by @RenamedFrom")));
        gentle.changesets().forEach(draft -> file.add(draft, ""));
        if (allowDestructive) {
            List<String> loss = new ArrayList<>(DESTRUCTIVE);
            loss.addAll(WayBack.warnings(destructive.differences(), destructive.before()));
            destructive
                    .changesets()
                    .forEach(draft -> file.add(
                            draft.because(loss), allowed(draft, "drop", "generated with --allow-destructive")));
        } else if (!destructive.differences().isEmpty()) {
            file.addCommentedOut(destructive.changesets(), HELD_BACK);
        }
        file.defineDecimals(Stream.of(gentle, destructive)
                .flatMap(stage -> Stream.of(stage.before(), stage.after()))
                .map(SchemaDefinition::tables)
                .flatMap(List::stream)
                .flatMap(table -> table.columns().stream())
                .map(ColumnDefinition::type)
                .toList());
        return file.text();
    }

    /** For 'aegis migrate lint': that it is meant. */
    private static String allowed(ChangesetDraft draft, String action, String reason) {
        if (draft.engine() == DatabaseEngine.SQLITE) {
            return "";
        }
        return Stream.of("column", "table")
                .filter(object -> draft.does(action, object))
                .map(object -> "lint-allow %s-%s: %s".formatted(action, object, reason))
                .collect(Collectors.joining("; "));
    }
}
