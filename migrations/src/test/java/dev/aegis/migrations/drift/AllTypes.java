package dev.aegis.migrations.drift;

import dev.aegis.db.Json;
import dev.aegis.db.schema.Check;
import dev.aegis.db.schema.Column;
import dev.aegis.db.schema.Default;
import dev.aegis.db.schema.Id;
import dev.aegis.db.schema.Index;
import dev.aegis.db.schema.OnDelete;
import dev.aegis.db.schema.References;
import dev.aegis.db.schema.Table;
import dev.aegis.db.schema.Unique;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A column of every type with a default where it can have one; every kind of constraint and index. */
@Table("all_types")
@Unique(columns = {"small", "whole"})
@Index(
        columns = {"flag", "big"},
        where = "flag = true and material <> 'IRON'")
@Index(columns = "date", unique = true, where = "uuid is not null")
@Check("small < whole or small = 0")
@SuppressWarnings("ArrayRecordComponent") // only a model
record AllTypes(
        @Id long id,
        @Default("-7") short small,
        @Default("10") @Check("whole between 0 and 1000") int whole,
        @Default("9000000000") @Nullable Long big,
        @Default("0.5") double fraction,
        @Default("true") boolean flag,

        @Column(precision = 10, scale = 2) @Default("1.5") @Unique
        BigDecimal price,

        @Column(length = 100) @Default("it's") String name,
        @Default("") @Check("length(text) < 1000") String text,
        @Default("IRON") Material material,
        @Default("2026-01-31T12:00:00.5Z") Instant instant,
        @Default("2026-01-31") LocalDate date,
        @Default("0000-01-01T00:00:00Z") Instant firstInstant,
        @Default("0000-01-01") LocalDate firstDay,

        @Default("0f8fad5b-d9cb-469f-a165-70867728950e") @Nullable
        UUID uuid,

        @Default("{\"a\": [1, \"b\"]}") Json json,

        @Default({"plain", "with \"quotes\", {braces}, 'and' \\"})
        List<String> strings,

        @Default({}) List<String> none,
        byte[] bytes,

        @References(value = AllTypes.class, onDelete = OnDelete.SET_NULL) @Index @Nullable
        Long parentId,

        @References(table = "owners", onDelete = OnDelete.CASCADE)
        UUID ownerId) {

    enum Material {
        IRON,
        MITHRIL
    }

    @Table("owners")
    record Owner(
            @Id UUID id,
            @Column(name = "display_name") @Unique String name) {}
}
