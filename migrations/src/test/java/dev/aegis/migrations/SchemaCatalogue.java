package dev.aegis.migrations;

import dev.aegis.db.testing.TestDatabase;
import java.util.List;

/** The schema as the engine itself describes it, one line for each object; without Liquibase's own tables. */
public final class SchemaCatalogue {
    private SchemaCatalogue() {}

    /** The lines, sorted; equal for equal schemas. */
    public static List<String> of(TestDatabase test) {
        return switch (test.engine()) {
            case SQLITE -> lines(test, """
                    select type || ' ' || name || ': ' || coalesce(sql, '') as line
                    from sqlite_master
                    where lower(tbl_name) not like 'databasechangelog%' and name not like 'sqlite%'
                    order by type, name
                    """);
            case POSTGRESQL -> lines(test, """
                    select 'column ' || table_name || '.' || ordinal_position || ' ' || column_name || ': ' || udt_name
                        || coalesce('(' || character_maximum_length || ')', '') || ' null=' || is_nullable
                        || ' default=' || coalesce(column_default, '') || ' identity=' || is_identity as line
                    from information_schema.columns
                    where table_schema = 'public' and table_name not like 'databasechangelog%'
                    union all
                    select 'index ' || indexdef
                    from pg_indexes
                    where schemaname = 'public' and tablename not like 'databasechangelog%'
                    union all
                    select 'constraint ' || conrelid::regclass || ' ' || conname || ': ' || pg_get_constraintdef(oid)
                    from pg_constraint
                    where connamespace = 'public'::regnamespace
                        and conrelid::regclass::text not like 'databasechangelog%'
                    order by 1
                    """);
        };
    }

    private static List<String> lines(TestDatabase test, String query) {
        return test.query(query).stream()
                .map(row -> String.valueOf(row.get("line")))
                .toList();
    }
}
