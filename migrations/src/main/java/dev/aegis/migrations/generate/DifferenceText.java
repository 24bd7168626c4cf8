package dev.aegis.migrations.generate;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.SchemaDdl;
import dev.aegis.migrations.generate.Difference.CheckAdded;
import dev.aegis.migrations.generate.Difference.CheckDropped;
import dev.aegis.migrations.generate.Difference.ColumnAdded;
import dev.aegis.migrations.generate.Difference.ColumnDropped;
import dev.aegis.migrations.generate.Difference.ColumnRenamed;
import dev.aegis.migrations.generate.Difference.DefaultChanged;
import dev.aegis.migrations.generate.Difference.ForeignKeyAdded;
import dev.aegis.migrations.generate.Difference.ForeignKeyDropped;
import dev.aegis.migrations.generate.Difference.IndexAdded;
import dev.aegis.migrations.generate.Difference.IndexDropped;
import dev.aegis.migrations.generate.Difference.KeyChanged;
import dev.aegis.migrations.generate.Difference.KeyRenamed;
import dev.aegis.migrations.generate.Difference.NotNullAdded;
import dev.aegis.migrations.generate.Difference.NotNullDropped;
import dev.aegis.migrations.generate.Difference.TableAdded;
import dev.aegis.migrations.generate.Difference.TableDropped;
import dev.aegis.migrations.generate.Difference.TableRenamed;
import dev.aegis.migrations.generate.Difference.TypeChanged;
import dev.aegis.migrations.generate.Difference.UniqueAdded;
import dev.aegis.migrations.generate.Difference.UniqueDropped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Differences in words. */
final class DifferenceText {
    private static final DatabaseEngine ENGINE = DatabaseEngine.POSTGRESQL;
    private static final Map<Class<?>, Function<Difference, String>> TEXTS = new LinkedHashMap<>();

    static {
        put(TableAdded.class, d -> "new");
        put(TableDropped.class, d -> "gone");
        put(TableRenamed.class, d -> "renamed from " + d.from());
        put(ColumnRenamed.class, d -> "column %s renamed from %s".formatted(d.to(), d.from()));
        put(ColumnAdded.class, d -> "new column " + SchemaDdl.column(d.column(), ENGINE));
        put(ColumnDropped.class, d -> "column " + d.column().name() + " gone");
        put(
                TypeChanged.class,
                d -> "%s becomes %s from %s".formatted(d.after().name(), type(d.after()), type(d.before())));
        put(
                DefaultChanged.class,
                d -> "%s has %s"
                        .formatted(
                                d.after().name(),
                                d.after().defaultValue() == null
                                        ? "no default any more"
                                        : "the default " + d.after().defaultValue()));
        put(NotNullDropped.class, d -> d.after().name() + " may be null");
        put(NotNullAdded.class, d -> d.after().name() + " must not be null");
        put(KeyChanged.class, d -> "another primary key");
        put(KeyRenamed.class, d -> "primary key becomes %s from %s".formatted(d.after(), d.before()));
        put(UniqueAdded.class, d -> "new " + SchemaDdl.unique(d.unique()));
        put(UniqueDropped.class, d -> "constraint " + d.unique().name() + " gone");
        put(ForeignKeyAdded.class, d -> "new " + SchemaDdl.foreignKey(d.foreignKey()));
        put(ForeignKeyDropped.class, d -> "constraint " + d.foreignKey().name() + " gone");
        put(CheckAdded.class, d -> "new " + SchemaDdl.check(d.check()));
        put(CheckDropped.class, d -> "constraint " + d.check().name() + " gone");
        put(IndexAdded.class, d -> "new index " + d.index().name());
        put(IndexDropped.class, d -> "index " + d.index().name() + " gone");
    }

    private DifferenceText() {}

    static String of(Difference difference) {
        String text = Objects.requireNonNull(TEXTS.get(difference.getClass())).apply(difference);
        return "table %s: %s".formatted(difference.table(), text);
    }

    private static String type(ColumnDefinition column) {
        return column.type().sql(ENGINE);
    }

    private static <T extends Difference> void put(Class<T> kind, Function<T, String> text) {
        TEXTS.put(kind, difference -> text.apply(kind.cast(difference)));
    }
}
