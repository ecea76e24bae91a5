package dev.portcullis.gate.upstream;

import dev.portcullis.gate.config.GateConfig;
import dev.portcullis.gate.exchange.Ask;
import dev.portcullis.gate.exchange.Exchange;
import dev.portcullis.policy.ApiShape;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The headers of a request to LiteLLM. Two of the caller's may come along, and those only in a form that is known:
 * every other header can mean something to LiteLLM, and some of them choose who pays.
 */
public final class UpstreamHeaders {
    private static final Pattern VERSION = Pattern.compile("20[0-9]{2}-[01][0-9]-[0-3][0-9]");
    private static final Pattern BETA = Pattern.compile("[a-z0-9-]{1,64}");
    /**
     * Betas that change how Claude on Bedrock answers and that no field of a body shows. All others follow from the body
     * itself, or LiteLLM 1.108.7 drops them since Bedrock does not have them.
     */
    private static final List<String> FLAGS = List.of("context-1m-", "fine-grained-tool-streaming-");
    /** Betas whose fields are known: nothing is lost when the word of one goes no further. */
    private static final List<String> OF_FIELDS = List.of(
            "advanced-tool-use-",
            "computer-use-",
            "context-management-",
            "effort-",
            "extended-cache-ttl-",
            "prompt-caching-2",
            "structured-outputs-",
            "token-counting-",
            "tool-examples-",
            "tool-search-tool-");

    private final String authorization;

    UpstreamHeaders(GateConfig.Secret key) {
        this.authorization = "Bearer " + key.value();
    }

    void write(Exchange exchange, Ask ask, MultiMap headers) {
        headers.set("authorization", authorization)
                .set("content-type", ask.contentType())
                .set("accept", ask.stream() ? "text/event-stream" : "application/json")
                .set("user-agent", "portcullis-gate");
        if (!speaksAnthropic(ask.route().shape())) {
            return;
        }
        String version = exchange.header("anthropic-version");
        if (VERSION.matcher(version).matches()) {
            headers.set("anthropic-version", version);
        }
        Set<String> betas = new TreeSet<>(ask.betas());
        betas(exchange).stream().filter(beta -> isOf(FLAGS, beta)).forEach(betas::add);
        if (!betas.isEmpty()) {
            headers.set("anthropic-beta", String.join(",", betas));
        }
    }

    /** Betas that the caller asked for and that go no further, in a form that a header can hold. */
    public static List<String> droppedBetas(Exchange exchange) {
        return betas(exchange).stream()
                .filter(beta -> !isOf(FLAGS, beta) && !isOf(OF_FIELDS, beta))
                .map(beta -> "anthropic-beta:" + (BETA.matcher(beta).matches() ? beta : "?"))
                .distinct()
                .sorted()
                .limit(10)
                .toList();
    }

    private static List<String> betas(Exchange exchange) {
        List<String> betas = new ArrayList<>();
        for (String line : exchange.request().headers().getAll("anthropic-beta")) {
            for (String beta : line.split(",", -1)) {
                if (!beta.isBlank()) {
                    betas.add(beta.strip());
                }
            }
        }
        return betas;
    }

    private static boolean isOf(List<String> beginnings, String beta) {
        return BETA.matcher(beta).matches() && beginnings.stream().anyMatch(beta::startsWith);
    }

    public static boolean speaksAnthropic(ApiShape shape) {
        return shape == ApiShape.ANTHROPIC_MESSAGES || shape == ApiShape.ANTHROPIC_COUNT_TOKENS;
    }
}
