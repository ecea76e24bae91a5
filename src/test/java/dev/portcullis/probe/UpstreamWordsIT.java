package dev.portcullis.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.answer.ModelAccess;
import dev.portcullis.local.trial.RunningTrial;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every error that the stand-in can give, through the real LiteLLM, on every shape: none tells what is behind the gate. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class UpstreamWordsIT {
    private static final String[] ERRORS = {
        "[[fail]]",
        "[[fail-mid-stream]]",
        "[[throttle 9]]",
        "[[overflow]]",
        "[[content-filter]]",
        "[[cannot-count]]",
        "[[no-use-case]]",
        "[[no-subscription]]",
        "[[slow nonsense]]",
        "[[tool undeclared]]"
    };
    /** The last is the home of whoever runs LiteLLM, below which it is installed. */
    private static final String[] BEHIND = {
        "litellm",
        "bedrockexception",
        "traceback",
        "site-packages",
        ".py",
        "/opt/",
        "httpx",
        "pydantic",
        System.getProperty("user.home").toLowerCase(Locale.ROOT) + "/"
    };

    private static RunningTrial running;

    @BeforeAll
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    static void start() {
        running = RunningTrial.start();
    }

    @AfterAll
    static void stop() {
        if (running != null) {
            running.close();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /v1/chat/completions | {"model":"claude-opus-5-5","max_tokens":50,"messages":[{"role":"user","content":"%s"}]}
            /v1/chat/completions | {"model":"claude-opus-5-5","max_tokens":50,"stream":true,"messages":[{"role":"user","content":"%s"}]}
            /v1/messages         | {"model":"claude-opus-5-5","max_tokens":50,"messages":[{"role":"user","content":"%s"}]}
            /v1/messages         | {"model":"claude-opus-5-5","max_tokens":50,"stream":true,"messages":[{"role":"user","content":"%s"}]}
            /v1/responses        | {"model":"claude-opus-5-5","max_output_tokens":50,"input":"%s"}
            /v1/images/generations | {"model":"stable-image-core","prompt":"%s"}
            """)
    void what_the_account_lacks_is_told_as_403_with_a_word_for_it(String path, String body) throws Exception {
        for (ModelAccess lack : ModelAccess.values()) {
            String directive = lack == ModelAccess.USE_CASE ? "[[no-use-case]]" : "[[no-subscription]]";
            Caller.Answer answer = running.trial().callers().client().post(path, body.formatted(directive));
            assertThat(answer.status())
                    .as("%s %s: %s", path, directive, answer.body())
                    .isEqualTo(403);
            assertThat(answer.body()).contains(lack.message());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /v1/chat/completions      | {"model":"nova-pro","max_tokens":50,"messages":[{"role":"user","content":"%s"}]}
            /v1/chat/completions      | {"model":"claude-opus-5-5","max_tokens":50,"stream":true,"messages":[{"role":"user","content":"%s"}]}
            /v1/messages              | {"model":"claude-opus-5-5","max_tokens":50,"messages":[{"role":"user","content":"%s"}]}
            /v1/messages              | {"model":"claude-opus-5-5","max_tokens":50,"stream":true,"messages":[{"role":"user","content":"%s"}]}
            /v1/messages              | {"model":"nova-pro","max_tokens":50,"stream":true,"messages":[{"role":"user","content":"%s"}]}
            /v1/responses             | {"model":"nova-pro","max_output_tokens":50,"input":"%s"}
            /v1/responses             | {"model":"nova-pro","max_output_tokens":50,"stream":true,"input":"%s"}
            /v1/embeddings            | {"model":"titan-embed-text-v2","input":"%s"}
            /v1/images/generations    | {"model":"stable-image-core","prompt":"%s"}
            """)
    void no_error_has_a_word_of_what_is_behind_the_gate(String path, String body) throws Exception {
        for (String error : ERRORS) {
            Caller.Answer answer =
                    running.trial().callers().client().post(path, body.formatted(error + " Words " + path.hashCode()));
            assertThat(answer.toString().toLowerCase(Locale.ROOT))
                    .as("%s %s", path, error)
                    .doesNotContain(BEHIND);
        }
    }
}
