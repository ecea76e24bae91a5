package dev.portcullis.local.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.python.PythonEnvironment;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The vendors' own Python clients, with nothing but an address and two headers; {@code sdks.py} says what they do. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
final class SdksIT {
    private static final String HONEST = "This is the Portcullis stand-in for Bedrock, not a model.";

    @Test
    void the_vendors_clients_understand_every_answer() throws Exception {
        try (RunningTrial running = RunningTrial.start()) {
            assertThat(run(running.trial())).isEqualTo("""
                    {"use": "openai chat", "model": "nova-pro", "text": "%1$s You said: Hello there", "finish": "stop", "tokens": [2, 14]}
                    {"use": "openai chat stream", "text": "%1$s You said: Hello there", "pieces": 14, "tokens": [[2, 14]]}
                    {"use": "openai tool", "name": "get_weather", "arguments": {"city": "stand-in"}, "finish": "tool_calls"}
                    {"use": "openai responses", "text": "%1$s You said: Hello there", "status": "completed"}
                    {"use": "openai responses stream", "text": "%1$s You said: Hello there", "last": "response.completed"}
                    {"use": "openai embedding", "dimensions": [1024], "tokens": 2}
                    {"use": "openai unknown model", "status": 404, "code": "model_not_found"}
                    {"use": "anthropic messages", "model": "claude-opus-5-5", "text": "%1$s You said: Hello there", "finish": "end_turn", "tokens": [2, 14]}
                    {"use": "anthropic messages stream", "text": "%1$s You said: Hello there", "pieces": 14, "finish": "end_turn", "tokens": [2, 14]}
                    {"use": "anthropic tool", "name": "get_weather", "arguments": {"city": "stand-in"}, "finish": "tool_use"}
                    {"use": "anthropic tool stream", "name": "get_weather", "arguments": {"city": "stand-in"}}
                    {"use": "anthropic count", "tokens": 2}
                    {"use": "anthropic unknown model", "status": 404, "type": "not_found_error"}
                    """.formatted(HONEST));
        }
    }

    /** Its output; the error output too, so that a failure says where it broke. */
    private static String run(Trial trial) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(PythonEnvironment.of("sdks").python(), "src/test/python/sdks.py")
                .redirectErrorStream(true);
        builder.environment().put("PORTCULLIS_ORIGIN", "http://127.0.0.1:" + trial.port());
        builder.environment()
                .put("PORTCULLIS_CLIENT_ID", trial.callers().token().clientId());
        builder.environment()
                .put("PORTCULLIS_CLIENT_SECRET", trial.callers().token().clientSecret());
        builder.environment().put("PORTCULLIS_KEY", trial.callers().key());
        builder.environment().put("NO_PROXY", "127.0.0.1");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s", output).isZero();
        return output;
    }
}
