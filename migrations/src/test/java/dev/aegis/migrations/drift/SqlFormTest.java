package dev.aegis.migrations.drift;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlFormTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Processed_At  IS NULL               | processed_at is null
            ((a >= 0) AND ("b" <= 1000))        | (a >= 0) and (b <= 1000)
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
            | material = any (array['A', 'B'])
            (material)::text = ANY ((ARRAY['A'::text, 'B'::text])::text[]) | material = any (array['A', 'B'])
            'a::text'::character varying(20)                               | 'a::text'
            weight >= 0::numeric                                           | weight >= 0
            """)
    void whatPostgresAddsIsLeftOut(String sql, String form) {
        assertThat(SqlForm.postgresExpression(sql)).isEqualTo(form);
    }

    @ParameterizedTest
    @CsvSource({"10, 10", "'-1', -1", "1.50, 1.5", "1e3, 1000", "0.0, 0", "nextval ('x'), nextval ('x')"})
    void numbersHaveOneForm(String written, String form) {
        assertThat(SqlForm.defaultValue(written, true)).isEqualTo(form);
    }
}
