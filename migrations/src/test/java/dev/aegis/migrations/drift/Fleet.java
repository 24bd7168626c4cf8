package dev.aegis.migrations.drift;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.Json;
import dev.aegis.db.schema.Column;
import dev.aegis.db.schema.Default;
import dev.aegis.db.schema.Id;
import dev.aegis.db.schema.Index;
import dev.aegis.db.schema.OnDelete;
import dev.aegis.db.schema.RecordSchema;
import dev.aegis.db.schema.References;
import dev.aegis.db.schema.SchemaDdl;
import dev.aegis.db.schema.Table;
import dev.aegis.db.testing.DatabasePreparation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import dev.aegis.migrations.Models;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A database that agrees with its models, one table of a library included. */
final class Fleet implements DatabasePreparation {
    static final Models MODELS =
            new Models(RecordSchema.of(List.of(Vessel.class, Cruise.class, Berth.class)), Set.of("cargo"));

    @Override
    public void prepare(TestDatabase test) {
        DatabaseEngine engine = test.engine() == TestEngine.SQLITE ? DatabaseEngine.SQLITE : DatabaseEngine.POSTGRESQL;
        SchemaDdl.create(MODELS.schema(), engine).forEach(test::execute);
        test.execute("create table cargo (id integer)");
    }

    @Table("vessels")
    record Vessel(
            @Id long id,
            @Column(length = 100) String name,
            @Default("10") int guns,
            @Column(length = 50) @Default("iron") String material,
            @Column(length = 200) @Nullable String motto,
            @Nullable Instant sunkAt) {}

    @Table("cruises")
    @Index(columns = "id", where = "ended_at is null", name = "cruises_without_end_idx")
    record Cruise(
            @Id long id,

            @References(value = Vessel.class, onDelete = OnDelete.CASCADE) @Index
            long vesselId,

            Json log,
            List<String> ports,
            Instant startedAt,
            @Nullable Instant endedAt) {}

    @Table("berths")
    record Berth(@Id @Column(length = 100) String harbour, Instant takenAt) {}
}
