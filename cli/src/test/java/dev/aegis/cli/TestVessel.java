package dev.aegis.cli;

import dev.aegis.db.schema.Column;
import dev.aegis.db.schema.Id;
import dev.aegis.db.schema.Index;
import dev.aegis.db.schema.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The model of the one table that the tests bring along; they never write a row. */
@Table("test_vessels")
@Index(columns = "id", where = "sunk_at is null", name = "test_vessels_afloat_idx")
record TestVessel(
        @Id long id,
        @Column(length = 100) String name,
        @Column(length = 200) @Nullable String motto,
        @Nullable Instant sunkAt) {}
