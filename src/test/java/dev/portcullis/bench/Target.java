package dev.portcullis.bench;

import java.util.Map;

/** Somebody on loopback who speaks OpenAI's chat API, and the headers that let a caller in. */
record Target(int port, Map<String, String> headers) {
    /** In a prompt: begin the stream and leave it open. */
    static final String HELD = "[[held]]";

    Target {
        headers = Map.copyOf(headers);
    }

    static String chat(String text, boolean stream) {
        return "{\"model\":\"nova-pro\",\"max_tokens\":200,\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}";
    }
}
