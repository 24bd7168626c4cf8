package dev.aegis.db.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TRANSACTION_CONTROL | BEGIN IMMEDIATE",
                "TRANSACTION_CONTROL | start transaction read only",
                "TRANSACTION_CONTROL | commit",
                "TRANSACTION_CONTROL | ; /* done */ COMMIT;",
                "TRANSACTION_CONTROL | end",
                "TRANSACTION_CONTROL | abort",
                "TRANSACTION_CONTROL | rollback",
                "TRANSACTION_CONTROL | rollback and chain",
                "TRANSACTION_CONTROL | prepare transaction 'x'",
                "SAVEPOINT_CONTROL   | savepoint a",
                "SAVEPOINT_CONTROL   | release a",
                "SAVEPOINT_CONTROL   | rollback to a",
                "SAVEPOINT_CONTROL   | ROLLBACK TRANSACTION TO SAVEPOINT a",
                "QUERY               | select 1",
                "QUERY               | (select 1)",
                "QUERY               | with a as (select 1) select * from a",
                "QUERY               | pragma foreign_keys",
                "QUERY               | -- nothing",
                "WRITE               | insert into commit values (1)",
                "WRITE               | /* select */ delete from a",
                "WRITE               | create trigger a after insert on b begin delete from c; end",
                "WRITE               | prepare plan as select 1",
            })
    void isToldByTheFirstWords(SqlText kind, String sql) {
        assertThat(SqlText.of(sql)).isEqualTo(kind);
    }
}
