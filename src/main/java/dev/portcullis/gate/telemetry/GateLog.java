package dev.portcullis.gate.telemetry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.gate.exchange.Exchange;
import dev.portcullis.gate.ledger.money.Consumption;
import dev.portcullis.gate.ledger.money.Settlement;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** JSON lines, one a happening. Never a body, never a secret; what a caller chose is cut short. */
public final class GateLog {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST = 200;
    private static final Pattern RAY = Pattern.compile("[0-9a-f]{16}(-[A-Z]{3})?");

    private final PrintStream out;
    private final Clock clock;

    public GateLog(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    /** One finished request. */
    public void access(Exchange exchange) {
        ObjectNode line = line("request")
                .put("request", exchange.id().text())
                .put("client", exchange.facts().client())
                .put("key", exchange.facts().key())
                .put("model", exchange.facts().model())
                .put("method", cut(exchange.method()))
                .put("path", cut(exchange.rawPath()))
                .put("status", exchange.status())
                .put("ms", exchange.milliseconds())
                .put("cf-ray", ray(exchange.header("cf-ray")))
                .put("bytesIn", exchange.facts().bytesIn())
                .put("bytesOut", exchange.bytesOut())
                .put("costUsd", exchange.facts().cost().decimal());
        if (!exchange.facts().code().isEmpty()) {
            line.put("code", exchange.facts().code());
        }
        if (!exchange.facts().keyProblem().isEmpty()) {
            line.put("keyProblem", exchange.facts().keyProblem());
        }
        exchange.facts().settlement().ifPresent(end -> settlement(line, end));
        if (!exchange.facts().guardrail().isEmpty()) {
            line.put(
                    "guardrail", String.join(",", new TreeSet<>(exchange.facts().guardrail())));
        }
        if (exchange.hungUp()) {
            line.put("hungUp", true);
        }
        if (exchange.facts().retries() > 0) {
            line.put("retries", exchange.facts().retries());
        }
        if (!exchange.facts().dropped().isEmpty()) {
            line.put("dropped", Redacted.of(String.join(",", exchange.facts().dropped())));
        }
        write(line);
    }

    /**
     * One request at the operators' door.
     *
     * @param who the person or the token; empty for one that was refused
     */
    public void operator(String who, String method, String path, int status) {
        write(line("operator")
                .put("who", who)
                .put("method", cut(method))
                .put("path", cut(path))
                .put("status", status));
    }

    private static void settlement(ObjectNode line, Settlement end) {
        line.put("outcome", end.outcome().name().toLowerCase(Locale.ROOT));
        Consumption used = end.consumption();
        line.put("tokensIn", used.input() + used.cacheRead() + used.cacheWrite5m() + used.cacheWrite1h())
                .put("tokensOut", used.output());
    }

    void activity(Activity.Minute minute) {
        write(line("activity").put("requests", minute.requests()).put("inFlight", minute.inFlight()));
    }

    public void said(String message) {
        write(line("gate").put("message", message));
    }

    /** A fault of the gate's own: its kind and place, without the message, which may hold what a caller sent. */
    public void fault(Throwable fault) {
        StackTraceElement[] trace = fault.getStackTrace();
        write(line("fault")
                .put("kind", fault.getClass().getName())
                .put("at", trace.length == 0 ? "" : trace[0].toString()));
    }

    private ObjectNode line(String kind) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("time", clock.instant().toString())
                .put("event", kind);
    }

    private void write(ObjectNode line) {
        try {
            out.println(JSON.writeValueAsString(line));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a log line cannot be written", e);
        }
    }

    /** Cloudflare's own form, and nothing else that a caller may have sent under that name. */
    private static String ray(String text) {
        return RAY.matcher(text).matches() ? text : "";
    }

    private static String cut(String given) {
        String text = Redacted.of(given);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
