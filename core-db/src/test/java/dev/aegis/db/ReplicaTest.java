package dev.aegis.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Which questions go to the replica, and which never do. The replica here is a database of its own that is empty, as one
 * that lags behind; {@code .ci/postgres-rehearsals replica} has a real one.
 */
@DatabaseTest(isolation = Isolation.FRESH, engines = TestEngine.POSTGRESQL)
class ReplicaTest {
    private static final TransactionOptions ON_PRIMARY = TransactionOptions.DEFAULT.onPrimary();

    private final TestDatabase primary;
    private final String replicaName;
    private Database db;

    ReplicaTest(TestDatabase test) {
        primary = test;
        replicaName = test.url().replaceFirst(".*/", "") + "_replica";
    }

    @BeforeEach
    void openWithAReplica() {
        primary.execute("create table notes (body text)");
        primary.execute("create database \"" + replicaName + "\"");
        db = Database.open(DatabaseConfig.builder(primary.url())
                .poolSize(2)
                .replicaUrl(DatabaseUrl.parse(primary.url() + "_replica"))
                .build());
    }

    @AfterEach
    void dropTheReplica() {
        db.close();
        dropReplica();
    }

    private void dropReplica() {
        primary.execute("drop database if exists \"" + replicaName + "\" with (force)");
    }

    @Test
    void aReadAsksTheReplicaUnlessItAsksForThePrimary() {
        assertThat(db.<String, RuntimeException>read(ReplicaTest::databaseName)).isEqualTo(replicaName);
        assertThat(db.<String, RuntimeException>read(ON_PRIMARY, ReplicaTest::databaseName))
                .isNotEqualTo(replicaName);
    }

    @Test
    void aReadOnThePrimaryCannotWriteEither() {
        assertThatThrownBy(() -> db.read(ON_PRIMARY, tx -> tx.handle().execute("insert into notes values ('b')")))
                .isInstanceOf(DatabaseException.ReadOnly.class);
    }

    @Test
    void aNestedReadCannotAskForThePrimaryInsideAReadThatMayBeOnTheReplica() {
        assertThatThrownBy(() -> db.read(tx -> db.read(ON_PRIMARY, ReplicaTest::databaseName)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ask for it there");

        String inPrimary = db.read(ON_PRIMARY, tx -> db.read(ON_PRIMARY, ReplicaTest::databaseName));
        String inWrite = db.inTransaction(tx -> db.read(ON_PRIMARY, ReplicaTest::databaseName));
        assertThat(inPrimary).isEqualTo(inWrite).isNotEqualTo(replicaName);
    }

    @Test
    void healthIsThatOfThePrimaryAndTheReplicaIsABranchOfItsOwn() {
        DatabaseHealth health = db.health();

        assertThat(health.fault()).isEmpty();
        assertThat(health.tables()).extracting(DatabaseHealth.Table::name).containsExactly("notes");
        assertThat(health.pool().orElseThrow().max()).isEqualTo(2);
        DatabaseHealth.Replica replica = health.replica().orElseThrow();
        assertThat(replica.fault()).isEmpty();
        assertThat(replica.latency()).isPositive();
        assertThat(replica.lag()).isPresent();
        assertThat(replica.pool().max()).isEqualTo(2);
    }

    @Test
    void aReplicaThatIsGoneIsAFaultOfTheReplicaAlone() {
        dropReplica();

        DatabaseHealth health = db.health();

        assertThat(health.fault()).isEmpty();
        assertThat(db.ping()).isPositive();
        assertThat(health.replica().orElseThrow().fault().orElseThrow()).doesNotContain("\n");
        assertThatThrownBy(() -> db.read(ReplicaTest::databaseName)).isInstanceOf(DatabaseException.Unavailable.class);
    }

    private static String databaseName(Transaction tx) {
        return tx.handle()
                .createQuery("select current_database()")
                .mapTo(String.class)
                .one();
    }
}
