package dev.aegis.migrations;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.migrations.sql.SqlLexer;
import dev.aegis.migrations.sql.SqlReader;
import dev.aegis.migrations.sql.SqlToken;
import java.util.ArrayList;
import java.util.List;

/**
 * The SQL of a migration as a script for the engine's own client, {@code psql} or {@code sqlite3}. It stops at the first
 * error. Each changeset is one transaction together with the record of it; what cannot be in a transaction stands apart,
 * and is recorded only after it succeeded. A script continues from one state of the history, and refuses on another.
 */
abstract class MigrationScript {
    private final List<String> lines = new ArrayList<>();
    private int recorded;

    /** @param recorded how many changesets the database has, as its history says */
    MigrationScript(int recorded) {
        this.recorded = recorded;
    }

    static MigrationScript forSqlite(int recorded) {
        return new ForSqlite(recorded);
    }

    /** @param settings of the session that a migrator would have */
    static MigrationScript forPostgres(int recorded, SessionSettings settings) {
        return new ForPostgres(recorded, settings);
    }

    /** Statements of Liquibase's that make the table of the history. */
    void createHistory(List<String> statements) {
        line(begin());
        statements.forEach(this::statement);
        line("commit;");
        line("");
    }

    /**
     * A changeset, with the statements that record it.
     *
     * @param concurrently whether all that it does is CREATE or DROP INDEX CONCURRENTLY
     * @param isNew whether its record is a new row of the history
     */
    void changeset(
            Changeset changeset,
            boolean inTransaction,
            boolean concurrently,
            List<String> statements,
            List<String> records,
            boolean isNew) {
        line("-- changeset " + oneLine(changeset.id()) + " of " + oneLine(changeset.file()));
        limitWaiting(concurrently);
        if (!inTransaction) {
            line("-- Outside of a transaction: if it fails, look for what it left behind.");
            requireRecorded(recorded);
            statements.forEach(this::statement);
        }
        line(begin());
        requireRecorded(recorded);
        if (inTransaction) {
            statements.forEach(this::checkedStatement);
            requireIntact();
        }
        records.forEach(this::statement);
        line("commit;");
        line("");
        recorded += isNew ? 1 : 0;
    }

    String text() {
        return String.join("\n", lines).strip() + "\n";
    }

    /** Says how long each statement of the next changeset may wait for a lock. */
    abstract void limitWaiting(boolean concurrently);

    abstract String begin();

    abstract void requireRecorded(int count);

    abstract void requireIntact();

    abstract void checkedStatement(String sql);

    final void statement(String sql) {
        line(sql + ";");
    }

    final void line(String line) {
        lines.add(line);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private static final class ForPostgres extends MigrationScript {
        private final LockTimeout timeout;

        ForPostgres(int recorded, SessionSettings settings) {
            super(recorded);
            timeout = settings.lockTimeout();
            line(
                    "-- For psql:  psql -X -f FILE \"$DATABASE_URL\"   It stops at the first error; what was committed stays.");
            line("\\set ON_ERROR_STOP on");
            line("\\encoding UTF8");
            settings.statements().forEach(this::statement);
            limitWaiting(false);
            // Waiting for it would keep a snapshot open, and a migrator that builds an index concurrently from its end.
            line("-- The lock of the migrator; it ends with the session.");
            line("do $guard$ begin if not pg_try_advisory_lock(" + PostgresMigrationLock.KEY
                    + ") then raise exception 'another migration is running; run this script again when it has ended';"
                    + " end if; end $guard$;");
            line("");
        }

        /** For each changeset again, since the one before may have set another. */
        @Override
        void limitWaiting(boolean concurrently) {
            statement((concurrently ? timeout.concurrently() : timeout).sql());
        }

        @Override
        String begin() {
            return "begin;";
        }

        @Override
        void requireRecorded(int count) {
            line("do $guard$ begin if (select count(*) from databasechangelog) <> " + count
                    + " then raise exception 'the database has not the " + count
                    + " changesets that this script continues from; make a new one with: aegis migrate --sql';"
                    + " end if; end $guard$;");
        }

        @Override
        void requireIntact() {
            // PostgreSQL does so by itself.
        }

        @Override
        void checkedStatement(String sql) {
            statement(sql);
        }
    }

    private static final class ForSqlite extends MigrationScript {
        private final List<String> copied = new ArrayList<>();

        ForSqlite(int recorded) {
            super(recorded);
            line("-- For sqlite3:  sqlite3 FILE < SCRIPT   It stops at the first error; what was committed stays.");
            line(".bail on");
            line("pragma foreign_keys = off;");
            line("-- A row in here stops the script, with the name of the condition.");
            line("create temp table aegis_guard (");
            line(
                    "    history integer constraint \"the database has not the changesets that this script continues from; make a"
                            + " new one with: aegis migrate --sql\" check (history is null),");
            line("    orphans text constraint \"rows without the row that they refer to\" check (orphans is null),");
            line(
                    "    rows_lost text constraint \"a table is dropped whose rows were not all copied\" check (rows_lost is"
                            + " null));");
            line("");
        }

        @Override
        void limitWaiting(boolean concurrently) {
            // sqlite3 does not wait: it stops when another process has the lock.
        }

        @Override
        String begin() {
            copied.clear();
            return "begin immediate;";
        }

        @Override
        void requireRecorded(int count) {
            line("insert into aegis_guard (history) select count(*) from databasechangelog having count(*) <> " + count
                    + ";");
        }

        @Override
        void requireIntact() {
            line("insert into aegis_guard (orphans) select \"table\" from pragma_foreign_key_check;");
        }

        /** Before a table is dropped whose rows were copied, both are counted. */
        @Override
        void checkedStatement(String sql) {
            List<SqlToken> tokens = SqlLexer.tokens(sql, DatabaseEngine.SQLITE);
            SqlReader reader = new SqlReader(tokens);
            if (reader.accept("insert", "into")) {
                String to = reader.name();
                while (!reader.atEnd() && !reader.accept("from")) {
                    reader.skip();
                }
                copied.add(to + " " + reader.name());
            } else if (reader.accept("drop", "table")) {
                String dropped = reader.name();
                copied.stream()
                        .filter(copy -> copy.endsWith(" " + dropped))
                        .map(copy -> copy.substring(0, copy.indexOf(' ')))
                        .forEach(copy -> line(("insert into aegis_guard (rows_lost) select '%1$s'"
                                        + " where (select count(*) from %1$s) <> (select count(*) from %2$s);")
                                .formatted(copy, dropped)));
                copied.removeIf(copy -> copy.endsWith(" " + dropped));
            }
            statement(sql);
        }
    }
}
