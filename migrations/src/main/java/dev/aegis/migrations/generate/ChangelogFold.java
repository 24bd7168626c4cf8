package dev.aegis.migrations.generate;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.migrations.ChangelogSql;
import dev.aegis.migrations.Changeset;
import dev.aegis.migrations.objects.ChangelogObjects;
import java.util.List;
import java.util.Set;

/** Adds up what the changesets of a changelog do to the schema. */
final class ChangelogFold {
    private final SchemaBuilder schema;

    private ChangelogFold(Set<String> externalTables) {
        schema = new SchemaBuilder(externalTables);
    }

    /**
     * The schema that the steps lead to.
     *
     * @param externalTables which are left out
     * @throws GenerationException if a step does something about a table that is not understood
     */
    static FoldedSchema of(List<ChangelogSql.Step> steps, Set<String> externalTables) {
        ChangelogFold fold = new ChangelogFold(externalTables);
        steps.forEach(fold::apply);
        return new FoldedSchema(fold.schema.build(), ChangelogObjects.of(steps));
    }

    /** PostgreSQL's part of a changeset tells the schema. */
    private void apply(ChangelogSql.Step step) {
        if (step.engines().contains(DatabaseEngine.POSTGRESQL)) {
            SqlFold fold = new SqlFold(schema);
            step.statements().forEach(sql -> apply(step.changeset(), sql, () -> fold.apply(sql)));
        }
    }

    private static void apply(Changeset changeset, String sql, Runnable work) {
        try {
            work.run();
        } catch (UnreadableSql e) {
            throw new GenerationException(
                    "changeset %s in %s: %s: %s; write it as plain create, alter or drop of a table or an index, or name the table in an @ExternalTables"
                            .formatted(changeset.id(), changeset.file(), e.getMessage(), excerpt(sql)));
        }
    }

    private static String excerpt(String sql) {
        String line = sql.strip().replaceAll("\\s+", " ");
        return line.length() <= 100 ? line : line.substring(0, 100) + " …";
    }
}
