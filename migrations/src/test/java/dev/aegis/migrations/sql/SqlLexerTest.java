package dev.aegis.migrations.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlLexerTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Name       | WORD            | name
            "My ""x"    | QUOTED_NAME    | My "x
            'it''s'    | STRING          | it's
            $a$it's$a$ | STRING          | it's
            E'\\''      | PREFIXED_STRING | '
            X'00'      | PREFIXED_STRING | 00
            1.5e-3     | NUMBER          | 1.5e-3
            0x1e       | NUMBER          | 0x1e
            <=         | SYMBOL          | <=
            """)
    void tellsTheKindAndTheTextOfAToken(String source, SqlToken.Kind kind, String text) {
        assertThat(SqlLexer.tokens(" " + source + " ")).containsExactly(new SqlToken(kind, text, source, 1));
    }

    @Test
    void tellsWhereATokenStands() {
        String sql = "a /* /* b */ */ <> -- 'c'\n U&'d' and 0x1e-5";

        assertThat(SqlLexer.tokens(sql))
                .extracting(SqlToken::source)
                .containsExactly("a", "<>", "U&'d'", "and", "0x1e", "-", "5");
        assertThat(SqlLexer.tokens(sql))
                .allSatisfy(token ->
                        assertThat(sql.substring(token.start(), token.end())).isEqualTo(token.source()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'b", "\"b", "$x$ b $$", "/* /* */", "E'\\'"})
    void whatDoesNotEndIsTheLastToken(String unended) {
        assertThat(SqlLexer.tokens("a " + unended)).last().satisfies(token -> {
            assertThat(token.kind()).isEqualTo(SqlToken.Kind.UNENDED);
            assertThat(token.source()).isEqualTo(unended);
            assertThat(token.text()).endsWith("does not end");
        });
    }
}
