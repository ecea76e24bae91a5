package dev.portcullis.cli.host;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** Sends the SDK's clients of this process to a stand-in, until it is closed. */
final class AwsProperties implements AutoCloseable {
    private final Map<String, String> before = new HashMap<>();

    AwsProperties(URI endpoint) {
        Map.of("aws.endpointUrl", endpoint.toString(), "aws.accessKeyId", "a", "aws.secretAccessKey", "b")
                .forEach((name, value) -> before.put(name, System.setProperty(name, value)));
    }

    @Override
    public void close() {
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }
}
