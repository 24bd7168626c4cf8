package dev.aegis.db;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Clause 6, with random statements by one borrower of the only connection: whatever they are, and however the transaction
 * ends, the next borrower finds the state of a new connection, and only committed rows.
 *
 * <p>{@code -Daegis.borrowers.sequences=10000 -Daegis.borrowers.seed=…} plays more, or one round again.
 */
@DatabaseTest(isolation = Isolation.FRESH)
class NextBorrowerTest {
    private static final int SEQUENCES = Integer.getInteger("aegis.borrowers.sequences", 150);

    /** What a new session of PostgreSQL is known by. A name like app.tenant that was set locally stays known, if empty. */
    private static final String POSTGRES_STATE = """
            select json_build_object(
              'settings', (select json_object_agg(name, setting) from pg_settings where source = 'session'),
              'tenant', coalesce(current_setting('app.tenant', true), ''),
              'temporary', (select count(*) from pg_class where relnamespace = pg_my_temp_schema()),
              'locks', (select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()),
              'channels', (select count(*) from pg_listening_channels()),
              'cursors', (select count(*) from pg_cursors where name <> ''),
              'prepared', (select count(*) from pg_prepared_statements where from_sql),
              'users', session_user || ' ' || current_user)::text
            """;

    private static final String SQLITE_STATE = """
            select json_object(
              'temporary', (select count(*) from sqlite_temp_schema),
              'databases', (select group_concat(name) from pragma_database_list where name <> 'temp'),
              'cache_size', (select cache_size from pragma_cache_size),
              'foreign_keys', (select foreign_keys from pragma_foreign_keys),
              'busy_timeout', (select timeout from pragma_busy_timeout),
              'synchronous', (select synchronous from pragma_synchronous),
              'query_only', (select query_only from pragma_query_only),
              'recursive_triggers', (select recursive_triggers from pragma_recursive_triggers),
              'ignore_check_constraints', (select ignore_check_constraints from pragma_ignore_check_constraints),
              'temp_store', (select temp_store from pragma_temp_store),
              'like', 'A' like 'a')
            """;

    @Test
    void findsTheStateOfANewConnection(TestDatabase test) throws SQLException {
        test.execute("create table sink (v integer)");
        try (Database db =
                Database.open(DatabaseConfig.builder(test.url()).poolSize(1).build())) {
            play(db);
        }
    }

    @Test
    void findsItInThePoolOfAnotherOwner(TestDatabase test) throws SQLException {
        test.execute("create table sink (v integer)");
        HikariConfig config = new HikariConfig();
        config.setDataSource(test.dataSource());
        config.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(config);
                Database db = Database.over(pool)) {
            play(db);
        }
    }

    @Test
    void findsItInMemory() throws SQLException {
        try (Database db = Database.open(DatabaseConfig.of("sqlite://:memory:"))) {
            db.useTransaction(tx -> tx.handle().execute("create table sink (v integer)"));
            play(db);
        }
    }

    private static void play(Database db) throws SQLException {
        long first = Optional.ofNullable(Long.getLong("aegis.borrowers.seed")).orElseGet(() -> new Random().nextLong());
        System.out.printf("Borrowers: -Daegis.borrowers.seed=%d on %s%n", first, db.engine());
        String expected = state(db);
        int committed = 0;
        for (int i = 0; i < SEQUENCES; i++) {
            long seed = first + i;
            Sequence sequence = new Sequence(new RandomStatements(seed, db.engine()), seed);
            if (sequence.commits(db)) {
                committed++;
            }

            assertThat(state(db)).as(sequence.toString()).isEqualTo(expected);
            assertThat(rows(db)).as(sequence.toString()).isEqualTo(committed);
        }
    }

    private static String state(Database db) throws SQLException {
        return db.inTransaction(tx ->
                ask(tx.handle().getConnection(), db.engine() == DatabaseEngine.SQLITE ? SQLITE_STATE : POSTGRES_STATE));
    }

    private static int rows(Database db) throws SQLException {
        return db.inTransaction(
                tx -> Integer.parseInt(ask(tx.handle().getConnection(), "select count(*) from sink where v = 1")));
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return String.valueOf(result.getString(1));
        }
    }

    /** One transaction: a row, a few statements, and an end. */
    private static final class Sequence {
        private final RandomStatements statements;
        private final long seed;
        private final List<String> done = new ArrayList<>();

        Sequence(RandomStatements statements, long seed) {
            this.statements = statements;
            this.seed = seed;
        }

        /** Whether the row is committed. */
        boolean commits(Database db) {
            try {
                if (statements.chance(20)) {
                    done.add("read");
                    db.read(tx -> {
                        borrow(tx);
                        return tx;
                    });
                    return false;
                }
                db.useTransaction(tx -> {
                    execute(tx, "insert into sink values (1)");
                    borrow(tx);
                });
                done.add("committed");
                return true;
            } catch (DatabaseException | SQLException | IllegalStateException e) {
                done.add("failed: " + e.getMessage());
                return false;
            }
        }

        private void borrow(Transaction tx) {
            int count = 1 + statements.below(4);
            for (int i = 0; i < count; i++) {
                if (statements.chance(15) && !done.contains("read")) {
                    done.add("nested");
                    nested(tx);
                } else {
                    attempt(() -> execute(tx, statements.next()));
                }
            }
            if (statements.chance(25)) {
                throw new IllegalStateException("the callback has had enough");
            }
        }

        private void nested(Transaction tx) {
            attempt(() -> tx.useTransaction(inner -> execute(inner, statements.next())));
        }

        /** A borrower may swallow what fails. */
        private void attempt(Work work) {
            try {
                work.run();
            } catch (SQLException | DatabaseException e) {
                done.add("  " + e.getMessage());
            }
        }

        private void execute(Transaction tx, String sql) throws SQLException {
            done.add(sql);
            Connection connection = tx.handle().getConnection();
            if (statements.chance(50)) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(sql);
                }
            } else {
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    statement.execute();
                }
            }
        }

        @Override
        public String toString() {
            return "seed " + seed + ":\n" + String.join("\n", done) + "\n";
        }
    }

    private interface Work {
        void run() throws SQLException;
    }
}
