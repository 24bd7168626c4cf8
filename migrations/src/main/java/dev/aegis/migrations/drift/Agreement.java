package dev.aegis.migrations.drift;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.migrations.Changelog;
import dev.aegis.migrations.ChangelogSql;
import dev.aegis.migrations.Models;
import dev.aegis.migrations.objects.ChangelogObjects;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What of two catalogues is not to be compared. */
final class Agreement {
    private final Models models;
    private final Changelog changelog;
    private final DatabaseEngine engine;

    Agreement(Models models, Changelog changelog, DatabaseEngine engine) {
        this.models = models;
        this.changelog = changelog;
        this.engine = engine;
    }

    List<Difference> differences(Catalogue wanted, Catalogue database) {
        Set<String> external = new HashSet<>(models.externalTables());
        wanted.tables().forEach(table -> external.remove(table.name()));
        KeptInDatabase kept = new KeptInDatabase(models);
        Catalogue compared = kept.removedFrom(database.without(external), wanted);
        List<Difference> differences = Comparison.of(wanted, compared);
        // The changelog takes a while to read, and has nothing to say where nothing differs.
        List<Difference> all = new ArrayList<>(
                differences.isEmpty() ? differences : Comparison.of(wanted, withoutDeclared(wanted, compared)));
        all.addAll(kept.differences(database));
        return List.copyOf(all);
    }

    private Catalogue withoutDeclared(Catalogue wanted, Catalogue database) {
        return new DeclaredObjects(
                        ChangelogObjects.of(ChangelogSql.read(changelog)).beyondModels(engine))
                .removedFrom(database, wanted);
    }
}
