package dev.aegis.migrations.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlFormTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Processed_At  IS NULL               | processed_at is null
            ((a >= 0) AND ("b" <= 1000))        | a >= 0 and b <= 1000
            material IN ( 'Iron','WOOD' )       | material in ('Iron', 'WOOD')
            lower(name)='x'                     | lower(name) = 'x'
            length((name)) > ((0))              | length(name) > 0
            "Order" = 'it''s'                   | "Order" = 'it''s'
            data<>X'00' /* it's */ OR b<=1e-3   | data <> x'00' or b <= 1e-3
            """)
    void expressionsOfOneMeaningLookTheSame(String sql, String form) {
        assertThat(SqlForm.expression(sql)).isEqualTo(form);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            material::text = ANY (ARRAY['A'::character varying, 'B'::character varying]::text[]) \
            | material in ('A', 'B')
            (material)::text = ANY ((ARRAY['A'::text, 'B'::text])::text[]) | material in ('A', 'B')
            'a::text'::character varying(20)                               | 'a::text'
            weight >= 0::numeric                                           | weight >= 0
            """)
    void whatPostgresAddsIsLeftOut(String sql, String form) {
        assertThat(SqlForm.postgresExpression(sql)).isEqualTo(form);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ((n > 0))                               | n > 0
            ((a > 0) and (b > 0)) and (c > 0)       | a > 0 and b > 0 and c > 0
            (a > 0 and b > 0) or (c is null)        | a > 0 and b > 0 or c is null
            not (a = 1)                             | not a = 1
            (a + b) > (c * 2)                       | a + b > c * 2
            s = any (array['B', 'A']::text[])       | s in ('A', 'B')
            s <> all (array['B'::text, 'A'])        | s not in ('B', 'A')
            s in ('A')                              | s = 'A'
            n in (2, 10, 1)                         | n in (1, 2, 10)
            a != 1                                  | a <> 1
            """)
    void conditionsOfOneMeaningAreTheSame(String one, String other) {
        assertThat(SqlForm.isSame(one, other)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            (a > 0 or b > 0) and c > 0              ; a > 0 or b > 0 and c > 0
            not (a = 1 and b = 2)                   ; not a = 1 and b = 2
            (a or b) = c                            ; a or b = c
            a || (b + c) = d                        ; a || b + c = d
            a - (b - c) > 0                         ; a - b - c > 0
            a between 1 and (b and c)               ; a between 1 and b and c
            s in (a, b)                             ; s in (b, a)
            s in ('A', 'B')                         ; s in ('A', 'C')
            s in ('A', 'B')                         ; s not in ('A', 'B')
            s = 'a and (b)'                         ; s = 'a and b'
            n::text = '1'                           ; n = '1'
            coalesce((a), b) > 0                    ; coalesce(a) > 0
            """)
    void conditionsOfDifferentMeaningAreNot(String one, String other) {
        assertThat(SqlForm.isSame(one, other)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"10, 10", "'-1', -1", "1.50, 1.5", "1e3, 1000", "0.0, 0", "nextval ('x'), nextval ('x')"})
    void numbersHaveOneForm(String written, String form) {
        assertThat(SqlForm.defaultValue(written, true)).isEqualTo(form);
    }
}
