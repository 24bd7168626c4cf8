package dev.aegis.migrations;

import static dev.aegis.migrations.MigratorTest.assertOneLine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestDatabaseException;
import dev.aegis.db.testing.TestEngine;
import java.util.List;
import java.util.Map;
import java.util.Set;
import liquibase.change.AbstractChange;
import liquibase.change.AddColumnConfig;
import liquibase.change.ColumnConfig;
import liquibase.change.core.AddColumnChange;
import liquibase.change.core.DropColumnChange;
import liquibase.database.core.SQLiteDatabase;
import org.junit.jupiter.api.Test;

/** Adding and dropping columns, which Liquibase by itself gets wrong on SQLite. */
@DatabaseTest(isolation = Isolation.FRESH)
class ColumnChangesTest {

    @Test
    void aNewColumnKeepsItsDefaultAndItsNotNullAlsoForOldRows(TestDatabase test) {
        migrateTo("add-columns", test);

        assertThat(test.query("select id, rating, colour, other_id from parent"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("rating", 10).containsEntry("colour", "green"));
        assertThatThrownBy(() -> test.execute("update parent set rating = null"))
                .isInstanceOf(TestDatabaseException.class)
                .hasStackTraceContaining("rating");
    }

    @Test
    void addingAColumnLeavesPartialIndexesAndChildrenAlone(TestDatabase test) {
        migrateTo("add-columns", test);

        assertThat(SchemaCatalogue.of(test))
                .filteredOn(line -> line.contains("parent_partial_idx"))
                .singleElement()
                .satisfies(line -> assertThat(line).containsIgnoringCase("where"));
        assertThat(SchemaCatalogue.of(test).toString()).contains("parent_other_id_fkey");
        assertThat(test.rowCount("child")).isEqualTo(1);
    }

    @Test
    void aDroppedColumnIsGoneAndTheChildrenAreNot(TestDatabase test) {
        migrateTo("drop-column", test);

        assertThat(test.query("select * from parent").get(0).keySet())
                .isEqualTo(Set.of("id", "rating", "colour", "other_id"));
        assertThat(test.rowCount("child")).isEqualTo(1);
    }

    @Test
    void bothRollBack(TestDatabase test) {
        Migrator migrator = TestMigrators.with("columns", test);
        migrator.migrate();
        migrator.rollback(2);
        List<String> before = SchemaCatalogue.of(test);
        migrator.migrate();

        migrator.rollback(1);
        assertThat(test.query("select old from parent").get(0)).isEqualTo(Map.of("old", "old"));
        migrator.rollback(1);

        assertThat(test.query("select * from parent").get(0).keySet()).isEqualTo(Set.of("id", "old"));
        assertThat(SchemaCatalogue.of(test)).hasSameSizeAs(before);
        assertThat(test.rowCount("child")).isEqualTo(1);
    }

    @Test
    void theDryRunShowsThem(TestDatabase test) {
        assertThat(TestMigrators.with("columns", test).dryRunSql())
                .containsPattern("ALTER TABLE (public\\.)?parent ADD (COLUMN )?rating")
                .containsPattern("ALTER TABLE (public\\.)?parent DROP COLUMN old");
    }

    @Test
    void whatSqliteCannotDoIsRefusedBeforeAnythingIsExecuted(TestDatabase test) {
        Migrator migrator = TestMigrators.with("impossible-column", test);

        if (test.engine() == TestEngine.SQLITE) {
            assertOneLine(migrator::migrate, "first_step.name", "NOT NULL without a default");
            assertThat(test.tables()).doesNotContain("first_step");
        } else {
            assertThat(migrator.migrate().applied()).hasSize(2);
        }
    }

    /** Else Liquibase's own tools would take the changesets for edited ones. */
    @Test
    void theirChecksumsAreLiquibasesOwn() throws Exception {
        AddColumnConfig column = new AddColumnConfig();
        column.setName("rating").setType("integer").setDefaultValueNumeric("10");

        assertThat(checksum(add(new SqliteAddColumnChange(), column)))
                .isEqualTo(checksum(add(new AddColumnChange(), column)));
        assertThat(checksum(drop(new SqliteDropColumnChange(), column)))
                .isEqualTo(checksum(drop(new DropColumnChange(), column)));
    }

    private static AddColumnChange add(AddColumnChange change, AddColumnConfig column) {
        change.setTableName("parent");
        change.addColumn(column);
        return change;
    }

    private static DropColumnChange drop(DropColumnChange change, ColumnConfig column) {
        change.setTableName("parent");
        change.addColumn(column);
        return change;
    }

    private static String checksum(AbstractChange change) throws Exception {
        return QuietLiquibase.call(
                new SQLiteDatabase(), () -> change.generateCheckSum().toString());
    }

    private static void migrateTo(String id, TestDatabase test) {
        Migrator migrator = TestMigrators.with("columns", test);
        migrator.migrate();
        List<MigrationStatus.Executed> applied = migrator.status().applied();
        int last = applied.stream().map(MigrationStatus.Executed::id).toList().indexOf(id);
        if (last < applied.size() - 1) {
            migrator.rollback(applied.size() - 1 - last);
        }
    }
}
