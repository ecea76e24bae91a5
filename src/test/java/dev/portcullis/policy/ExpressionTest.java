package dev.portcullis.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.policy.Expression.And;
import dev.portcullis.policy.Expression.Contains;
import dev.portcullis.policy.Expression.Eq;
import dev.portcullis.policy.Expression.In;
import dev.portcullis.policy.Expression.InAddresses;
import dev.portcullis.policy.Expression.Not;
import dev.portcullis.policy.Expression.Or;
import dev.portcullis.policy.Expression.Ssl;
import dev.portcullis.policy.Expression.StartsWith;
import dev.portcullis.settings.value.Cidr;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExpressionTest {
    private static final EdgeRequest REQUEST =
            new EdgeRequest("GET", "LLM.example.com", true, "/v1/%6dodels", "203.0.113.7");
    private static final Expression YES = new Ssl();
    private static final Expression NO = new Eq(Field.METHOD, "POST");

    @Test
    void each_operator_is_written_as_cloudflare_reads_it() {
        assertThat(new Ssl().render()).isEqualTo("ssl");
        assertThat(new Eq(Field.METHOD, "GET").render()).isEqualTo("http.request.method eq \"GET\"");
        assertThat(new In(Field.PATH, List.of("/a", "/b")).render())
                .isEqualTo("http.request.uri.path in {\"/a\" \"/b\"}");
        assertThat(new Contains(Field.RAW_PATH, "..").render()).isEqualTo("raw.http.request.uri.path contains \"..\"");
        assertThat(new StartsWith(Field.HOST, "llm").render()).isEqualTo("starts_with(lower(http.host), \"llm\")");
        assertThat(new InAddresses(List.of(new Cidr("203.0.113.0/24"), new Cidr("2001:db8::/32"))).render())
                .isEqualTo("ip.src in {203.0.113.0/24 2001:db8::/32}");
    }

    @Test
    void quotes_and_backslashes_are_escaped() {
        assertThat(new Eq(Field.PATH, "a\"b\\c\\\"").render())
                .isEqualTo("http.request.uri.path eq \"a\\\"b\\\\c\\\\\\\"\"");
    }

    @Test
    void a_join_inside_another_stands_in_parentheses() {
        Expression and = new And(List.of(YES, NO));
        Expression or = new Or(List.of(YES, NO));

        assertThat(new Or(List.of(and, YES)).render()).isEqualTo("(ssl and http.request.method eq \"POST\") or ssl");
        assertThat(new And(List.of(YES, or)).render()).isEqualTo("ssl and (ssl or http.request.method eq \"POST\")");
        assertThat(new Not(and).render()).isEqualTo("not (ssl and http.request.method eq \"POST\")");
        assertThat(new Not(YES).render()).isEqualTo("not ssl");
    }

    @Test
    void a_join_of_one_is_its_operand_and_keeps_that_ones_parentheses() {
        Expression one = new Or(List.of(new And(List.of(YES, NO))));

        assertThat(one.render()).isEqualTo("ssl and http.request.method eq \"POST\"");
        assertThat(new Not(one).render()).isEqualTo("not (ssl and http.request.method eq \"POST\")");
        assertThat(new And(List.of(new Or(List.of(YES)), NO)).render())
                .isEqualTo("ssl and http.request.method eq \"POST\"");
    }

    @Test
    void an_expression_over_nothing_is_refused() {
        assertThatThrownBy(() -> new Or(List.of())).hasMessage("an expression over nothing");
        assertThatThrownBy(() -> new And(List.of())).hasMessage("an expression over nothing");
        assertThatThrownBy(() -> new In(Field.PATH, List.of())).hasMessage("an expression over nothing");
        assertThatThrownBy(() -> new InAddresses(List.of())).hasMessage("an expression over nothing");
    }

    @Test
    void each_operator_decides() {
        assertThat(new Eq(Field.PATH, "/v1/models").eval(REQUEST)).isTrue();
        assertThat(new Eq(Field.RAW_PATH, "/v1/models").eval(REQUEST)).isFalse();
        assertThat(new Eq(Field.HOST, "llm.example.com").eval(REQUEST)).isTrue();
        assertThat(new In(Field.METHOD, List.of("GET", "POST")).eval(REQUEST)).isTrue();
        assertThat(new In(Field.METHOD, List.of("get", "POST")).eval(REQUEST)).isFalse();
        assertThat(new Contains(Field.RAW_PATH, "%").eval(REQUEST)).isTrue();
        assertThat(new Contains(Field.PATH, "%").eval(REQUEST)).isFalse();
        assertThat(new StartsWith(Field.PATH, "/v1/").eval(REQUEST)).isTrue();
        assertThat(new StartsWith(Field.PATH, "v1").eval(REQUEST)).isFalse();
        assertThat(new InAddresses(List.of(new Cidr("203.0.113.0/24"))).eval(REQUEST))
                .isTrue();
        assertThat(new InAddresses(List.of(new Cidr("198.51.100.0/24"))).eval(REQUEST))
                .isFalse();
    }

    @Test
    void joins_decide() {
        assertThat(new And(List.of(YES, YES)).eval(REQUEST)).isTrue();
        assertThat(new And(List.of(YES, NO)).eval(REQUEST)).isFalse();
        assertThat(new Or(List.of(NO, YES)).eval(REQUEST)).isTrue();
        assertThat(new Or(List.of(NO, NO)).eval(REQUEST)).isFalse();
        assertThat(new Not(NO).eval(REQUEST)).isTrue();
        assertThat(new Not(YES).eval(REQUEST)).isFalse();
    }
}
