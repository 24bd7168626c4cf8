package dev.aegis.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.Database;
import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.Json;
import dev.aegis.db.Transaction;
import dev.aegis.db.schema.Default;
import dev.aegis.db.schema.Id;
import dev.aegis.db.schema.RecordSchema;
import dev.aegis.db.schema.SchemaDdl;
import dev.aegis.db.schema.Table;
import dev.aegis.db.testing.DatabasePreparation;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.DatabaseTestOverride;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.junit.jupiter.api.Test;

/** JSON and lists in docs/postgresql.md and docs/sqlite.md. */
@DatabaseTest(prepare = JsonAndArraysTest.Forgings.class)
class JsonAndArraysTest {

    // tag::record
    @Table("forgings")
    record Forging(@Id long id, Json payload, @Default({}) List<String> tags) {}
    // end::record

    // tag::dao
    public interface ForgingDao {
        @SqlQuery("insert into forgings (payload, tags) values (:payload, :tags) returning id")
        long insert(Json payload, List<String> tags);

        @SqlQuery("select id from forgings where payload ->> 'material' = :material order by id")
        List<Long> madeOf(String material);

        @SqlQuery("select id from forgings where payload -> 'enchantment' is not null order by id")
        List<Long> enchanted();
    }
    // end::dao

    // tag::engines
    public interface ForgingTagDao {
        @SqlQuery("select id from forgings where tags @> array[:tag]::text[] order by id")
        List<Long> taggedOnPostgresql(String tag);

        @SqlQuery("select id from forgings where exists (select 1 from json_each(tags) where value = :tag) order by id")
        List<Long> taggedOnSqlite(String tag);
    }

    static List<Long> tagged(Database db, String tag) {
        return db.read(tx -> {
            ForgingTagDao forgings = tx.dao(ForgingTagDao.class);
            return db.engine() == DatabaseEngine.POSTGRESQL
                    ? forgings.taggedOnPostgresql(tag)
                    : forgings.taggedOnSqlite(tag);
        });
    }
    // end::engines

    public static final class Forgings implements DatabasePreparation {
        @Override
        public void prepare(TestDatabase database) {
            DatabaseEngine engine =
                    database.engine() == TestEngine.SQLITE ? DatabaseEngine.SQLITE : DatabaseEngine.POSTGRESQL;
            SchemaDdl.create(RecordSchema.of(List.of(Forging.class)), engine).forEach(database::execute);
        }
    }

    @Test
    void areAskedByTheSameSqlWhereTheEnginesAgree(TestDatabase test) {
        Database db = Database.over(test.dataSource());
        long iron = db.inTransaction(tx -> insert(tx, "{\"material\":\"iron\"}", "plain"));
        long mithril =
                db.inTransaction(tx -> insert(tx, "{\"material\":\"mithril\",\"enchantment\":\"of fire\"}", "hot"));

        List<Long> madeOfIron = db.read(tx -> tx.dao(ForgingDao.class).madeOf("iron"));
        List<Long> enchanted = db.read(tx -> tx.dao(ForgingDao.class).enchanted());

        assertThat(madeOfIron).containsExactly(iron);
        assertThat(enchanted).containsExactly(mithril);
        assertThat(tagged(db, "hot")).containsExactly(mithril);
    }

    @Test
    void mayHoldWhatJsonAllows(TestDatabase test) {
        Database db = Database.over(test.dataSource());

        db.useTransaction(tx -> insert(tx, "null", "", "with \"quotes\", {braces} and , commas"));
        assertThatThrownBy(() -> new Json("{broken")).isInstanceOf(IllegalArgumentException.class);
        assertThat(tagged(db, "with \"quotes\", {braces} and , commas")).hasSize(1);
    }

    @Test
    @DatabaseTestOverride(engines = TestEngine.POSTGRESQL)
    void haveOperatorsThatJdbcTakesForParameters(TestDatabase test) {
        Database db = Database.over(test.dataSource());

        assertThatThrownBy(() -> db.read(tx -> tx.handle()
                        .createQuery("select id from forgings where payload ? 'enchantment'")
                        .mapTo(Long.class)
                        .list()))
                .isInstanceOf(RuntimeException.class)
                .hasMessageContaining("parameter");
    }

    private static long insert(Transaction tx, String payload, String... tags) {
        return tx.dao(ForgingDao.class).insert(new Json(payload), List.of(tags));
    }
}
