package dev.aegis.migrations.generate;

import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.db.schema.TableDefinition;
import dev.aegis.migrations.Models;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Models for tests, written as the SQL that would lead to them. */
final class Schemas {
    private Schemas() {}

    static Models models(String... scripts) {
        return new Models(schema(scripts), Set.of());
    }

    static SchemaDefinition schema(String... scripts) {
        SchemaBuilder schema = new SchemaBuilder(Set.of());
        SqlFold fold = new SqlFold(schema);
        for (String script : scripts) {
            SqlText.statements(script).forEach(fold::apply);
        }
        List<TableDefinition> tables =
                new ArrayList<>(DropOrder.of(schema.build().tables()));
        Collections.reverse(tables);
        return new SchemaDefinition(tables);
    }
}
