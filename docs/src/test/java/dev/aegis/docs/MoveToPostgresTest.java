package dev.aegis.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.Database;
import dev.aegis.db.DatabaseConfig;
import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.Json;
import dev.aegis.db.schema.Id;
import dev.aegis.db.schema.RecordSchema;
import dev.aegis.db.schema.SchemaDdl;
import dev.aegis.db.schema.Table;
import dev.aegis.db.testing.ScratchDatabase;
import dev.aegis.db.testing.TestEngine;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.junit.jupiter.api.Test;

/** The way from SQLite to PostgreSQL in docs/sqlite.md. */
class MoveToPostgresTest {

    @Table("letters")
    public record Letter(@Id long id, Json body, List<String> tags, Instant sentAt) {}

    // tag::move
    @RegisterConstructorMapper(Letter.class)
    public interface LetterDao {
        @SqlQuery("select * from letters where id > :after order by id limit 1000")
        List<Letter> page(long after);

        @SqlUpdate("insert into letters (id, body, tags, sent_at) values (:id, :body, :tags, :sentAt)")
        void insert(@BindMethods Letter letter);
    }

    static void move(Database sqlite, Database postgresql) {
        long[] last = {0};
        List<Letter> page;
        do {
            page = sqlite.read(tx -> tx.dao(LetterDao.class).page(last[0]));
            for (Letter letter : page) {
                last[0] = letter.id();
            }
            List<Letter> letters = page;
            postgresql.useTransaction(tx -> letters.forEach(tx.dao(LetterDao.class)::insert));
        } while (!page.isEmpty());
        postgresql.useTransaction(tx ->
                tx.handle().execute("select setval(pg_get_serial_sequence('letters', 'id'), max(id)) from letters"));
    }
    // end::move

    @Test
    void movesRowsAndGoesOnWithTheIds() {
        Letter letter =
                new Letter(7, new Json("{\"a\": 1}"), List.of("x", "y"), Instant.parse("2026-01-31T12:00:00.5Z"));
        try (ScratchDatabase from = ScratchDatabase.open(TestEngine.SQLITE);
                ScratchDatabase to = ScratchDatabase.open(TestEngine.POSTGRESQL);
                Database sqlite = Database.open(DatabaseConfig.of(from.url()));
                Database postgresql = Database.open(DatabaseConfig.of(to.url()))) {
            for (Database db : List.of(sqlite, postgresql)) {
                db.useTransaction(tx -> SchemaDdl.create(RecordSchema.of(List.of(Letter.class)), db.engine())
                        .forEach(tx.handle()::execute));
            }
            sqlite.useTransaction(tx -> tx.dao(LetterDao.class).insert(letter));

            move(sqlite, postgresql);

            List<Letter> moved = postgresql.read(tx -> tx.dao(LetterDao.class).page(0));
            assertThat(moved).containsExactly(letter);
            long next = postgresql.inTransaction(tx -> tx.handle()
                    .createQuery("insert into letters (body, tags, sent_at) values ('{}', '{}', now()) returning id")
                    .mapTo(Long.class)
                    .one());
            assertThat(next).isEqualTo(8);
            assertThat(postgresql.engine()).isEqualTo(DatabaseEngine.POSTGRESQL);
        }
    }
}
