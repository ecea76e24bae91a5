package dev.portcullis.release;

import dev.portcullis.plan.ExampleStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** The gate's configuration file as a host has it, in a folder of this machine with all the secrets that it names. */
public final class HostGateFolder {
    /** As {@code generation.py} writes it. */
    private static final String OF_THE_HOST = """
            access: {"issuer": "https://example.cloudflareaccess.com", "audiences": ["0a1b"]}
            clients: [{"id": "id.access", "name": "laptop"}]
            cloudWatch: {"namespace": "Portcullis/dev", "region": "eu-west-1"}
            """;

    private HostGateFolder() {}

    /**
     * The path of the file.
     *
     * @param changes settings that differ from the example stack's
     * @param laptopKey the virtual key that the stack declares for the client laptop
     */
    public static Path write(Path folder, Map<String, Object> changes, String laptopKey) throws IOException {
        Path bundle = Project.bundle(ExampleStack.PROJECT, changes).writeBelow(folder);
        String own = Objects.requireNonNull(Project.texts(bundle).get("gate/gate.yaml"))
                .replace(GateFile.Places.HOST.credentials(), "")
                .replace(GateFile.Places.HOST.tables(), ExampleStack.PROJECT.resolve("config") + "/")
                .replace(GateFile.Places.HOST.spool(), ".");
        secrets(folder);
        Files.writeString(folder.resolve("client-keys_laptop"), laptopKey);
        return Files.writeString(folder.resolve("gate.yaml"), own + OF_THE_HOST);
    }

    static void secrets(Path folder) throws IOException {
        for (GateCredential credential : GateCredential.values()) {
            String secret =
                    credential == GateCredential.ADMIN_KEY ? "ak-first-" + "a".repeat(43) : "0123456789".repeat(4);
            credential.write(folder, secret);
        }
    }
}
