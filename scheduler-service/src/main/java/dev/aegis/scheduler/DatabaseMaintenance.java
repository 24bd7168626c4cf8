package dev.aegis.scheduler;

import dev.aegis.db.Database;
import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.TransactionOptions;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Keeps the statistics of the query planner fresh: {@code ANALYZE} on PostgreSQL, {@code PRAGMA optimize} on SQLite. */
final class DatabaseMaintenance implements JobBody {
    private static final TransactionOptions OPTIONS = TransactionOptions.named("database maintenance");

    private final Database database;

    DatabaseMaintenance(Database database) {
        this.database = database;
    }

    @Override
    public void run(BooleanSupplier stopping) {
        if (database.engine() == DatabaseEngine.SQLITE) {
            database.useTransaction(OPTIONS, tx -> tx.handle().execute("pragma optimize"));
            return;
        }
        // One by one: each is short enough for the timeouts of a service's connections.
        for (String table : changedTables()) {
            if (stopping.getAsBoolean()) {
                return;
            }
            database.useTransaction(OPTIONS, tx -> tx.handle().execute("analyze " + table));
        }
    }

    /** Those that the role may analyze and that changed since the last time, quoted. */
    private List<String> changedTables() {
        return database.inTransaction(
                OPTIONS, tx -> tx.handle().createQuery("""
                        select format('%I.%I', s.schemaname, s.relname)
                        from pg_stat_user_tables s join pg_class c on c.oid = s.relid
                        where s.n_mod_since_analyze > 0 and pg_has_role(c.relowner, 'USAGE')
                        order by 1
                        """).mapTo(String.class).list());
    }
}
