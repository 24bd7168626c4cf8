package dev.aegis.db.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** Databases on a PostgreSQL server, by a role that may create them. */
final class PostgresServer implements DatabaseServer, AutoCloseable {

    /** The first with a choice of strategies; before, every database was copied as files. */
    private static final int FIRST_WITH_STRATEGY = 150_000;

    private final PostgresUrl address;
    private final Connection admin;
    private final String description;
    private final String copyStrategy;
    private final Function<PostgresUrl, String> keeper;
    private final int jvm = ThreadLocalRandom.current().nextInt();
    private final AtomicLong number = new AtomicLong();
    private final Set<String> existing = ConcurrentHashMap.newKeySet();

    private PostgresServer(PostgresUrl address, Connection admin, String origin, Function<PostgresUrl, String> keeper)
            throws SQLException {
        this.address = address;
        this.keeper = keeper;
        this.admin = admin;
        this.description = origin.formatted(
                "PostgreSQL " + selectText("show server_version").split(" ", 2)[0]);
        int version = Integer.parseInt(selectText("show server_version_num"));
        this.copyStrategy = version >= FIRST_WITH_STRATEGY ? " STRATEGY file_copy" : "";
        AbandonedDatabases.claim(admin, jvm);
        for (String abandoned : AbandonedDatabases.find(admin)) {
            drop(abandoned);
        }
    }

    /**
     * Connects to a server.
     *
     * @param address of any database there, with the role that is to create and to own the test databases
     * @param origin the description, with {@code %s} for engine and version
     * @param keeper sees to it that a database which is to be kept outlives this JVM, and says where it is
     */
    static PostgresServer connect(PostgresUrl address, String origin, Function<PostgresUrl, String> keeper)
            throws SQLException {
        Connection admin = address.connect();
        try {
            return new PostgresServer(address, admin, origin, keeper);
        } catch (SQLException e) {
            admin.close();
            throw e;
        }
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public PhysicalDatabase create() {
        return create("template0");
    }

    @Override
    public PhysicalDatabase copyOf(PhysicalDatabase template) {
        return create(template.name());
    }

    /** Drops all databases that were not dropped yet. */
    @Override
    public void close() throws SQLException {
        for (String name : existing) {
            drop(name);
        }
        admin.close();
    }

    private PhysicalDatabase create(String template) {
        String name = AbandonedDatabases.name(jvm, number.incrementAndGet());
        try {
            existing.add(name);
            execute("CREATE DATABASE " + name + " TEMPLATE " + template + copyStrategy);
        } catch (SQLException e) {
            throw TestDatabaseException.failed("Creating a test database failed on " + description, e);
        }
        return new PostgresDatabase(name);
    }

    private void drop(String name) throws SQLException {
        execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        existing.remove(name);
    }

    private synchronized void execute(String sql) throws SQLException {
        try (Statement statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }

    private synchronized String selectText(String sql) throws SQLException {
        try (Statement statement = admin.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private final class PostgresDatabase implements PhysicalDatabase {

        private final String name;

        PostgresDatabase(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String url() {
            return address.withDatabase(name).withPassword();
        }

        @Override
        public Connection connect() throws SQLException {
            Connection connection = address.withDatabase(name).connect();
            try (Statement statement = connection.createStatement()) {
                // the driver has set the zone of the JVM
                statement.execute("SET SESSION TIME ZONE '" + HostileTimeZone.id() + "'");
            }
            return connection;
        }

        /** A database that somebody is connected to cannot be copied. */
        @Override
        public void seal() {
            try {
                execute("ALTER DATABASE " + name + " WITH ALLOW_CONNECTIONS false");
                execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
            } catch (SQLException e) {
                throw TestDatabaseException.failed("Sealing a prepared test database failed", e);
            }
        }

        /** Under another name: as a test database, it would be taken for an abandoned one. */
        @Override
        public String keep() {
            String kept = AbandonedDatabases.keptName(name);
            try {
                execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
                awaitDepartures();
                execute("ALTER DATABASE " + name + " RENAME TO " + kept);
                existing.remove(name);
                return keeper.apply(address.withDatabase(kept));
            } catch (SQLException e) {
                throw TestDatabaseException.failed("Keeping a test database failed", e);
            }
        }

        @Override
        public void drop() {
            try {
                awaitDepartures();
                PostgresServer.this.drop(name);
            } catch (SQLException e) {
                throw TestDatabaseException.failed("Dropping a test database failed", e);
            }
        }

        /** The server ends a session shortly after the client; a drop that comes too early takes 100 ms longer. */
        private void awaitDepartures() throws SQLException {
            String sessions = "SELECT count(*) FROM pg_stat_activity WHERE datname = '" + name + "'";
            for (int i = 0; i < 20 && !selectText(sessions).equals("0"); i++) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }
}
