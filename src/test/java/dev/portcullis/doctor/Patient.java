package dev.portcullis.doctor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.cloudflare.CloudflareApiStandIn;
import dev.portcullis.cloudflare.CloudflareWorld;
import dev.portcullis.idlestop.MotoServer;
import dev.portcullis.operate.Accounts;
import dev.portcullis.operate.Aws;
import dev.portcullis.operate.Target;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.sns.SnsClient;

/** A prepared machine, stack, zone and account, all of which a test can spoil. */
final class Patient implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    final CloudflareApiStandIn cloudflare = new CloudflareApiStandIn();
    final BedrockAccountStandIn bedrock = new BedrockAccountStandIn();
    final MotoServer moto;
    final Map<String, String> environment = new HashMap<>();
    final Path project;
    String stack = "prod";

    @Nullable
    WayOut way;

    @Nullable
    OperatorsWay operators;

    int java = 17;
    boolean awsIsAway;
    /** Whether the account's budgets are behind the management account's switch. */
    boolean budgetsAreHidden;

    Instant sessionEnd = NOW.plusSeconds(7200);

    /** @param moto fresh, or the last patient's things are still in it */
    Patient(Path folder, MotoServer moto) throws IOException {
        this.moto = moto;
        project = Files.createDirectories(folder.resolve("project"));
        Path here = Path.of("").toAbsolutePath();
        for (String file : List.of("Pulumi.yaml", ".pulumi.version")) {
            Files.copy(here.resolve(file), project.resolve(file));
        }
        Files.createDirectory(project.resolve("config"));
        for (String file : List.of("config/models.yaml", "config/components.yaml")) {
            Files.copy(here.resolve(file), project.resolve(file));
        }
        Files.writeString(
                project.resolve("Pulumi.prod.yaml"),
                Files.readString(here.resolve("Pulumi.dev.yaml"))
                        .replace("0123456789abcdef0123456789abcdef", CloudflareWorld.ACCOUNT)
                        .replace("fedcba9876543210fedcba9876543210", CloudflareWorld.ZONE));
        Files.copy(here.resolve("Pulumi.identity.yaml"), project.resolve("Pulumi.identity.yaml"));
        environment.put("PATH", Files.createDirectory(folder.resolve("bin")).toString());
        environment.put("CLOUDFLARE_API_TOKEN", CloudflareWorld.TOKEN);
        pulumi("v" + Files.readString(here.resolve(".pulumi.version")).strip(), "https://api.pulumi.com");
    }

    /** Puts a CLI on the path. */
    void pulumi(String version, String backend) throws IOException {
        script("""
                case "$1" in
                version) echo %s;;
                stack) [ -f outputs.json ] && /bin/cat outputs.json;;
                plugin) echo '[]';;
                whoami) echo '{"user":"somebody","organizations":[],"url":"%s"}';;
                *) exit 1;;
                esac
                """.formatted(version, backend));
    }

    void script(String text) throws IOException {
        program("pulumi", text);
    }

    /** Puts a program on the path. */
    void program(String name, String text) throws IOException {
        Path file = Path.of(environment.get("PATH"), name);
        Files.writeString(file, "#!/bin/sh\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Sets one key of the stack's file. */
    void set(String key, String value) throws IOException {
        Path file = project.resolve("Pulumi." + stack + ".yaml");
        String text = Files.readString(file).replaceAll("(?m)^  portcullis:" + key + ":.*\n", "");
        Files.writeString(file, text + "  portcullis:" + key + ": " + value + "\n");
    }

    /** Puts Cloudflare's token into the stack's file, as one line of YAML. */
    void setToken(String value) throws IOException {
        Path file = project.resolve("Pulumi." + stack + ".yaml");
        Files.writeString(file, Files.readString(file) + "  cloudflare:apiToken: " + value + "\n");
    }

    AccountClients account() {
        AwsCredentialsProvider session = () -> AwsSessionCredentials.builder()
                .accessKeyId("key")
                .secretAccessKey("secret")
                .sessionToken("token")
                .expirationTime(sessionEnd)
                .build();
        return new AccountClients(
                session,
                Optional.of(awsIsAway ? URI.create("http://127.0.0.1:9") : moto.endpoint()),
                Optional.of(bedrock.url()),
                budgetsAreHidden ? Optional.of(bedrock.url()) : Optional.empty());
    }

    /** Deploys the stack: its outputs, and its parts at Cloudflare and in AWS. */
    void deploy() throws IOException {
        Files.writeString(project.resolve("outputs.json"), """
                {"url":"https://llm.example.com",
                 "clientIds":{"laptop":"laptop.access","ci":"ci.access"},
                 "clientSecrets":{"laptop":"s1","ci":"s2"},
                 "virtualKeys":{"laptop":"%s"}}
                """.formatted(WayOut.KEY));
        ObjectNode application = cloudflare.world.applications.addObject().put("domain", "llm.example.com");
        ObjectNode policy = application.putArray("policies").addObject().put("name", "portcullis-prod-clients");
        ArrayNode include = policy.putArray("include");
        for (String client : List.of("laptop", "ci")) {
            cloudflare
                    .world
                    .serviceTokens
                    .addObject()
                    .put("id", "id-" + client)
                    .put("name", "portcullis-prod-" + client)
                    .put("client_id", client + ".access")
                    .put("expires_at", "2027-11-27T12:00:00Z");
            include.addObject().putObject("service_token").put("token_id", "id-" + client);
        }
        ObjectNode tunnel = cloudflare
                .world
                .tunnels
                .addObject()
                .put("name", "portcullis-prod")
                .put("status", "healthy");
        for (int i = 0; i < 4; i++) {
            tunnel.withArray("connections").addObject().put("client_version", "2026.10.0");
        }
        Aws aws = Accounts.at(moto.endpoint(), "key", "secret");
        Target target = new Target("prod", "eu-west-1");
        Accounts.launch(aws, target);
        Accounts.settle(aws, target);
    }

    /** Deploys the stack with operators, whose door is open as the fault lets it be. */
    void deployWithOperators(Optional<OperatorsWay.Fault> fault) throws IOException {
        set("operators", "{ops: {email: ops@example.com, scope: read}}");
        deploy();
        Path outputs = project.resolve("outputs.json");
        Files.writeString(outputs, Files.readString(outputs).replaceFirst("\\{", """
                {"adminUrl":"https://llm-admin.example.com",
                 "operatorsClientId":"operators.access","operatorsClientSecret":"s3",
                """));
        operators = new OperatorsWay(fault);
    }

    /** The topic of the alerts, as a deployment makes it. */
    String topic() {
        try (AccountClients account = account()) {
            SnsClient sns = account.sns("eu-west-1");
            return sns.createTopic(request -> request.name("portcullis-prod-alerts"))
                    .topicArn();
        }
    }

    List<Fact> examine() throws IOException, InterruptedException {
        return new Doctor(new Surroundings(
                        project,
                        java,
                        environment,
                        cloudflare.url(),
                        this::account,
                        this::route,
                        InstantSource.fixed(NOW)))
                .examine(Optional.of(stack), subject -> {});
    }

    private URI route(URI address) {
        URI nowhere = URI.create("http://127.0.0.1:9");
        if (OperatorsWay.HOST.value().equals(address.getHost())) {
            return operators == null ? nowhere : operators.url();
        }
        return way == null ? nowhere : way.url();
    }

    @Override
    public void close() {
        cloudflare.close();
        bedrock.close();
        if (way != null) {
            way.close();
        }
        if (operators != null) {
            operators.close();
        }
    }
}
