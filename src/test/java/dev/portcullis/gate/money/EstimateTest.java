package dev.portcullis.gate.money;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.catalogue.TokenPrices;
import dev.portcullis.catalogue.litellm.Shipped;
import dev.portcullis.gate.shape.Bodies;
import dev.portcullis.gate.shape.Rebuilt;
import dev.portcullis.gate.shape.strict.Refused;
import dev.portcullis.policy.ApiShape;
import dev.portcullis.settings.value.Usd;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** The amount reserved for a body, at the catalogue's own prices in the US. */
final class EstimateTest {
    /** 9 words, a full stop: 10 tokens by each of three published tokenizers. */
    private static final String SENTENCE = "The gateway sets aside enough for the longest answer. ";

    private static final int TOKENS = 10;

    @Test
    void ten_calls_with_long_prompts_and_answers_fit_under_twenty_dollars_on_every_claude() throws Refused {
        for (var offered : Shipped.catalogue().offered("us")) {
            String model = offered.model().name();
            if (model.startsWith("claude") && offered.model().contextTokens() > 200_000) {
                Usd one = most(messages(model, SENTENCE.repeat(120_000 / TOKENS), "", 32_000));
                assertThat(one.times(10)).as(model).isLessThanOrEqualTo(Usd.ofDollars(20));
            }
        }
    }

    @Test
    void a_plain_prompt_is_reserved_at_no_more_than_one_and_a_half_of_its_price() throws Refused {
        TokenPrices each = prices("claude-sonnet-4-6");
        Usd prompt = most(messages("claude-sonnet-4-6", SENTENCE.repeat(12_000), "", 1));
        long micros = each.input().micros() * 120_000 / 1_000_000;

        assertThat(prompt.micros()).isBetween(micros * 135 / 100, micros * 3 / 2);
    }

    /** Claude 4.7 and later: 1.45 to 1.47 times the tokens, by counts that others published for plain text. */
    @Test
    void a_newer_tokenizer_is_reserved_for_and_not_more_than_one_and_a_half_of_its_price() throws Refused {
        TokenPrices each = prices("claude-opus-5-5");
        Usd prompt = most(messages("claude-opus-5-5", SENTENCE.repeat(12_000), "", 1));
        long least = each.input().micros() * 120_000 * 147 / 100 / 1_000_000;
        long usual = each.input().micros() * 120_000 * 145 / 100 / 1_000_000;

        assertThat(prompt.micros()).isBetween(least, usual * 3 / 2);
    }

    @Test
    void only_a_marked_prompt_is_reserved_at_the_price_of_writing_to_a_cache() throws Refused {
        TokenPrices each = prices("claude-opus-5-5");
        String text = SENTENCE.repeat(2_000);
        Estimate plain = estimate(messages("claude-opus-5-5", text, "", 1));
        Estimate marked = estimate(messages("claude-opus-5-5", text, "\"cache_control\":{\"type\":\"ephemeral\"},", 1));
        Estimate hour = estimate(
                messages("claude-opus-5-5", text, "\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"1h\"},", 1));

        assertThat(plain.most()).isEqualTo(price(each.input(), plain.prompt(), each));
        assertThat(marked.most()).isEqualTo(price(each.cacheWrite5m(), marked.prompt(), each));
        assertThat(hour.most()).isEqualTo(price(each.cacheWrite1h(), hour.prompt(), each));
    }

    @Test
    void a_question_without_a_bound_and_a_small_document_need_little() throws Refused {
        Usd question = most(rebuilt(
                ApiShape.OPENAI_CHAT,
                "{\"model\":\"claude-opus-5-5\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"));
        String pdf = Base64.getEncoder().encodeToString("%PDF-1.7\n1 page\n".getBytes(StandardCharsets.US_ASCII));
        Usd document = most(rebuilt(
                ApiShape.ANTHROPIC_MESSAGES,
                "{\"model\":\"claude-opus-5-5\",\"max_tokens\":1000,\"messages\":[{\"role\":\"user\",\"content\":["
                        + "{\"type\":\"document\",\"source\":{\"type\":\"base64\",\"media_type\":\"application/pdf\","
                        + "\"data\":\"" + pdf + "\"}}]}]}"));

        assertThat(question).isLessThan(Usd.ofDollars("0.2"));
        assertThat(document).isLessThan(Usd.ofDollars("0.08"));
    }

    @Test
    void a_packed_document_may_fill_the_models_context() throws Refused {
        String docx = Base64.getEncoder().encodeToString("PK\3\4".getBytes(StandardCharsets.US_ASCII));
        Rebuilt rebuilt = rebuilt(
                ApiShape.OPENAI_CHAT,
                "{\"model\":\"claude-opus-5-5\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":["
                        + "{\"type\":\"file\",\"file\":{\"file_data\":\"data:application/vnd.openxmlformats-"
                        + "officedocument.wordprocessingml.document;base64," + docx + "\"}}]}]}");

        assertThat(rebuilt.size().documentTokens())
                .isEqualTo(rebuilt.model().model().contextTokens());
    }

    private static Usd price(Usd input, long prompt, TokenPrices each) {
        long perMillion = input.times(prompt).plus(each.output()).micros();
        return new Usd((perMillion + 999_999) / 1_000_000);
    }

    private static TokenPrices prices(String model) {
        return Shipped.catalogue().offered("us").stream()
                .filter(offered -> offered.model().name().equals(model))
                .findFirst()
                .orElseThrow()
                .prices()
                .standard();
    }

    private static Rebuilt messages(String model, String text, String mark, int maxTokens) throws Refused {
        return rebuilt(
                ApiShape.ANTHROPIC_MESSAGES,
                "{\"model\":\"" + model + "\",\"max_tokens\":" + maxTokens
                        + ",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\"," + mark + "\"text\":\""
                        + text
                        + "\"}]}]}");
    }

    private static Rebuilt rebuilt(ApiShape shape, String body) throws Refused {
        return Bodies.rebuild(
                shape, body.getBytes(StandardCharsets.UTF_8), "application/json", Shipped.catalogue(), "us");
    }

    private static Estimate estimate(Rebuilt body) {
        return Estimate.of(body.model(), body.size());
    }

    private static Usd most(Rebuilt body) {
        return estimate(body).most();
    }
}
