package dev.portcullis.local.bedrock;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/** Sends an answer's steps one after the other, as long as somebody reads them. */
final class Playback {
    private final HttpServerResponse out;
    private final Delays delays;
    private final List<ServiceAnswer.Step> steps;
    private int next;

    Playback(HttpServerResponse out, Delays delays, List<ServiceAnswer.Step> steps) {
        this.out = out;
        this.delays = delays;
        this.steps = steps;
    }

    void resume() {
        while (next < steps.size() && !out.closed()) {
            ServiceAnswer.Step step = steps.get(next++);
            if (step instanceof ServiceAnswer.Pause pause) {
                delays.after(pause.duration(), this::resume);
                return;
            }
            if (step instanceof ServiceAnswer.Bytes bytes) {
                send(bytes);
            }
        }
        if (!out.closed() && !out.ended()) {
            out.end();
        }
    }

    private void send(ServiceAnswer.Bytes bytes) {
        byte[] data = new byte[bytes.data().remaining()];
        bytes.data().duplicate().get(data);
        if (next == steps.size()) {
            // Sets the length of an answer that is not streamed.
            out.end(Buffer.buffer(data));
        } else {
            out.write(Buffer.buffer(data));
        }
    }
}
