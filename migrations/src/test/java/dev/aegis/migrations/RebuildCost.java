package dev.aegis.migrations;

import dev.aegis.db.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What the proofs of a rebuild on SQLite cost: the statements of a changeset by themselves, and the same by the migrator. Not
 * among the tests by its name: {@code mvn test -pl migrations -am -Dtest=RebuildCost
 * -Dsurefire.failIfNoSpecifiedTests=false}, and {@code -Daegis.rows=} for another number of rows than a million.
 */
class RebuildCost {
    private static final int ROWS = Integer.getInteger("aegis.rows", 1_000_000);
    private static final int ROUNDS = 3;
    private static final List<String> REBUILD = List.of(
            """
            create table new_items (id integer primary key autoincrement not null, name varchar(100) not null, note text,
              kind varchar(50) default 'A' not null, weight integer, price text, added_at text not null,
              constraint items_weight_check check (weight >= 0))""",
            "insert into new_items (id, name, note, kind, weight, price, added_at)"
                    + " select id, name, note, kind, weight, price, added_at from items",
            "delete from sqlite_sequence where name = 'new_items'",
            "insert into sqlite_sequence (name, seq) select 'new_items', seq from sqlite_sequence where name = 'items'",
            "drop table items",
            "alter table new_items rename to items",
            "create index items_name_idx on items (name)",
            "create index items_kind_idx on items (kind, weight)");

    @Test
    void print() throws IOException, SQLException {
        GeneratedChangelog changelog = GeneratedChangelog.create("rebuild-cost");
        changelog.write("1-rebuild.yaml", ChangesetText.of("rebuild", REBUILD, List.of()));
        List<Long> plain = new ArrayList<>();
        List<Long> proved = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            plain.add(millis(RebuildCost::execute));
            proved.add(millis(file -> new Migrator(
                            TestMigrators.SETTING, DatabaseUrl.parse("sqlite:///" + file), changelog.changelog())
                    .migrate()));
        }
        System.out.println("statements alone " + plain + " ms, with proofs " + proved + " ms");
        System.out.printf("ratio of the medians: %.2f%n", (double) median(proved) / median(plain));
    }

    private interface Work {
        void on(Path file) throws IOException, SQLException;
    }

    private static long millis(Work work) throws IOException, SQLException {
        Path file = Files.createTempFile("rebuild-cost", ".db");
        try {
            fill(file);
            long start = System.nanoTime();
            work.on(file);
            return (System.nanoTime() - start) / 1_000_000;
        } finally {
            Files.delete(file);
            Files.deleteIfExists(Path.of(file + "-wal"));
            Files.deleteIfExists(Path.of(file + "-shm"));
            Files.deleteIfExists(Path.of(file + "-migration.lock"));
        }
    }

    private static void fill(Path file) throws SQLException {
        run(
                file,
                List.of(
                        "pragma journal_mode = wal",
                        REBUILD.get(0).replace("new_items", "items").replaceAll(",\\s+constraint .*\\)\\)", ")"),
                        "create index items_name_idx on items (name)",
                        "create index items_kind_idx on items (kind, weight)",
                        """
                        insert into items (name, note, weight, price, added_at)
                        with recursive n (i) as (select 1 union all select i + 1 from n where i < %d)
                        select 'name of item ' || i, 'a note about the item ' || i, i %% 1000, i || '.50',
                          '2026-01-31T12:00:00.000000Z' from n""".formatted(ROWS)));
    }

    private static void execute(Path file) throws SQLException {
        List<String> statements = new ArrayList<>(List.of("pragma foreign_keys = off", "begin immediate"));
        statements.addAll(REBUILD);
        statements.add("pragma foreign_key_check");
        statements.add("commit");
        run(file, statements);
    }

    private static void run(Path file, List<String> statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
