package dev.portcullis.local.boot.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;

/**
 * The surroundings that an instance would have by itself: a metadata service, a volume and AWS. Each unit is told what
 * it would find there, and nothing that it would not.
 */
final class DropIns {
    /** Seconds until a release that does not come up is given up; an instance waits longer. */
    private static final String PATIENCE = "60";

    private final Map<String, String> aws = new TreeMap<>();
    private final Map<String, String> host = new TreeMap<>();
    private final Map<String, String> gate = new TreeMap<>();
    private final Map<String, String> litellm = new TreeMap<>();

    /**
     * @param inherited proxies to the network
     * @param certs where the edge's stand-in publishes its keys
     */
    DropIns(Account account, String device, String bedrock, String certs, Map<String, String> inherited) {
        aws.put("AWS_ACCESS_KEY_ID", Account.KEY_ID);
        aws.put("AWS_SECRET_ACCESS_KEY", Account.SECRET);
        aws.put("AWS_ENDPOINT_URL", account.endpoint().toString());
        host.putAll(aws);
        host.putAll(inherited);
        host.put("PORTCULLIS_DEVICE", device);
        host.put("PORTCULLIS_ACCESS_KEYS", certs);
        host.put("PORTCULLIS_PATIENCE", PATIENCE);
        // Their credentials are those that the keeper fetches.
        gate.put("AWS_ENDPOINT_URL", account.endpoint().toString());
        litellm.put("AWS_BEDROCK_RUNTIME_ENDPOINT", bedrock);
    }

    void writeTo(Path root) {
        Map<String, Map<String, String>> units = Map.of(
                "portcullis-apply", host,
                "portcullis-data", host,
                "portcullis-credentials", aws,
                "portcullis-dump", aws,
                "portcullis-gate", gate,
                "portcullis-litellm", litellm,
                "portcullis-logs", gate,
                "portcullis-restore", host);
        units.forEach((unit, environment) -> write(root, unit, environment));
    }

    private static void write(Path root, String unit, Map<String, String> environment) {
        Path values = root.resolve("etc/boot-test/" + unit + ".env");
        Path dropIn = root.resolve("etc/systemd/system/" + unit + ".service.d/boot-test.conf");
        StringBuilder lines = new StringBuilder();
        environment.forEach(
                (name, value) -> lines.append(name).append('=').append(value).append('\n'));
        try {
            Files.createDirectories(values.getParent());
            Files.createDirectories(dropIn.getParent());
            Files.writeString(values, lines);
            Files.setPosixFilePermissions(values, PosixFilePermissions.fromString("rw-------"));
            Files.writeString(dropIn, "[Service]\nEnvironmentFile=/etc/boot-test/" + unit + ".env\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
