package dev.aegis.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words of servers and drivers as {@code .ci/postgres-rehearsals} has met them, and the remedy that each gets. */
class PostgresConnectionFaultsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "28000 | FATAL: no pg_hba.conf entry for host \"10.0.0.7\", user \"app\", database \"app\", no encryption"
                        + " | sslmode=require may be all that lacks",
                "28000 | FATAL: role \"app\" is not permitted to log in | correct user and password",
                "28P01 | FATAL: password authentication failed for user \"app\" | correct user and password",
                "3D000 | FATAL: database \"app\" does not exist | create it with 'createdb'",
                "53300 | FATAL: sorry, too many clients already | raise max_connections",
                "57P03 | FATAL: the database system is starting up | try again in a moment",
                "08001 | Could not find a server with specified targetServerType: primary | promote one",
                "08006 | SSL error: PKIX path building failed: unable to find valid certification path | name the right file",
                "08006 | The hostname db could not be verified by hostnameverifier PgjdbcHostnameVerifier."
                        + " | use that name as host",
                "08006 | Could not open SSL root certificate file /etc/lacking.crt. | by sslrootcert",
                "08006 | The server does not support SSL. | check sslmode",
                "08P01 | FATAL: unsupported startup parameter: options | add pgbouncer=true",
                "08P01 | FATAL: SASL authentication failed | auth_file",
                "08P01 | FATAL: no such database: lacking | [databases]",
                "08P01 | FATAL: query_wait_timeout | default_pool_size",
                "08P01 | FATAL: no more connections allowed (max_client_conn) | raise PgBouncer's max_client_conn"
            })
    void eachHasItsRemedy(String state, String words, String remedy) {
        assertThat(PostgresConnectionFaults.reason(new SQLException(words, state)))
                .startsWith(words + "; ")
                .contains(remedy);
    }

    @Test
    void theNetworkComesFirst() {
        SQLException refused =
                new SQLException("Connection to localhost:5432 refused", "08001", new ConnectException());

        assertThat(PostgresConnectionFaults.reason(refused)).startsWith("connection refused; start PostgreSQL there");
    }

    @Test
    void whatNobodyKnowsIsSaidAsItIs() {
        assertThat(PostgresConnectionFaults.reason(new SQLException("FATAL: something new", "XX000")))
                .isEqualTo("FATAL: something new");
    }
}
