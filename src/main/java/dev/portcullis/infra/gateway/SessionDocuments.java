package dev.portcullis.infra.gateway;

import static dev.portcullis.infra.stack.StackContext.under;

import com.google.gson.Gson;
import com.pulumi.aws.ssm.Document;
import com.pulumi.aws.ssm.DocumentArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.portcullis.infra.stack.Site;
import dev.portcullis.release.Ports;
import java.util.Map;
import java.util.TreeMap;

/**
 * The two ways for an operator onto the host, both through Session Manager: a forward to the gate's admin port and
 * nowhere else, and a shell. They are documents of our own, so that a role can be allowed one without the other and
 * no role needs AWS's general ones, which forward to any port.
 */
public final class SessionDocuments {
    /** The gate's admin listener, on the host's loopback. */
    static final int ADMIN_PORT = Ports.HOST.admin();

    public static final String ADMIN_FORWARD = "admin-forward";
    public static final String SHELL = "shell";

    private final Output<String> adminForward;
    private final Output<String> shell;

    SessionDocuments(String name, Site site, Resource parent) {
        CustomResourceOptions child = under(parent).build();
        this.adminForward = document(name + "-admin-forward", site, ADMIN_FORWARD, adminForwardContent(), child);
        this.shell = document(name + "-shell", site, SHELL, shellContent(), child);
    }

    /** The command that opens the admin port on the operator's own machine. */
    Output<String> adminCommand(Output<String> instanceId, String region) {
        return command(instanceId, adminForward, region);
    }

    Output<String> shellCommand(Output<String> instanceId, String region) {
        return command(instanceId, shell, region);
    }

    private static Output<String> document(
            String name, Site site, String part, String content, CustomResourceOptions child) {
        return new Document(
                        name,
                        DocumentArgs.builder()
                                .name(site.names().of(part))
                                .documentType("Session")
                                .documentFormat("JSON")
                                .content(content)
                                .build(),
                        child)
                .name();
    }

    private static Output<String> command(Output<String> instanceId, Output<String> document, String region) {
        return Output.tuple(instanceId, document)
                .applyValue(known -> "aws ssm start-session --region " + region + " --target " + known.t1
                        + " --document-name " + known.t2);
    }

    private static String adminForwardContent() {
        String port = String.valueOf(ADMIN_PORT);
        return new Gson()
                .toJson(new TreeMap<>(Map.of(
                        "schemaVersion",
                        "1.0",
                        "description",
                        "Portcullis: forward to the gate's admin port",
                        "sessionType",
                        "Port",
                        "parameters",
                        Map.of("localPortNumber", localPort(port)),
                        "properties",
                        new TreeMap<>(Map.of(
                                "portNumber", port,
                                "type", "LocalPortForwarding",
                                "localPortNumber", "{{ localPortNumber }}")))));
    }

    /** The port on the operator's own machine; 0 is any that is free. */
    private static Map<String, String> localPort(String port) {
        return new TreeMap<>(Map.of(
                "type", "String",
                "description", "The port on the operator's machine",
                "allowedPattern", "^[0-9]{1,5}$",
                "default", port));
    }

    private static String shellContent() {
        return new Gson()
                .toJson(new TreeMap<>(Map.of(
                        "schemaVersion", "1.0",
                        "description", "Portcullis: a shell on the host, ended after 20 idle minutes",
                        "sessionType", "Standard_Stream",
                        "inputs", Map.of("idleSessionTimeout", "20"))));
    }
}
