package dev.portcullis.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.cloudflare.CloudflareApiStandIn;
import dev.portcullis.cloudflare.CloudflareWorld;
import dev.portcullis.deployed.PulumiRunner;
import dev.portcullis.deployed.StackOutputs;
import dev.portcullis.docs.MarkdownPage;
import dev.portcullis.engine.provider.ProviderStandIns;
import dev.portcullis.init.Dialogue;
import dev.portcullis.init.StackSetup;
import dev.portcullis.init.question.AnswersFile;
import dev.portcullis.input.Problems;
import dev.portcullis.operate.Accounts;
import dev.portcullis.operate.Aws;
import dev.portcullis.operate.GatewayStatus;
import dev.portcullis.operate.Operator;
import dev.portcullis.operate.Target;
import dev.portcullis.operate.Wait;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The commands of docs/deploy.md in their order, from an empty state to the outputs that {@code connect} reads: the real
 * engine, and stand-ins for Cloudflare and AWS.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class FrontDoorIT {
    private static final String STACK = "prod";

    @Test
    void the_commands_of_the_page_lead_from_nothing_to_what_connect_reads() throws Exception {
        Path tools = EngineTools.folder();
        Path folder = Checkout.folder();
        Path project = Files.createDirectories(folder.resolve("project"));
        Path person = Files.createDirectories(folder.resolve("person"));
        Checkout.into(project);
        List<String> commands = commands();
        assertThat(commands.get(0)).isEqualTo("./portcullis init");

        try (ProviderStandIns providers = new ProviderStandIns(project);
                CloudflareApiStandIn cloudflare = new CloudflareApiStandIn()) {
            Map<String, String> environment = new HashMap<>(Map.of(
                    "PATH",
                    tools + ":" + Path.of(System.getProperty("java.home"), "bin") + ":/usr/bin:/bin",
                    "HOME",
                    person.toString(),
                    "PULUMI_HOME",
                    person.resolve(".pulumi").toString(),
                    // The CLI takes the home of its local state from the system's list of users, not from HOME.
                    "PULUMI_BACKEND_URL",
                    "file://" + person,
                    "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION",
                    "true",
                    "PULUMI_DEBUG_PROVIDERS",
                    providers.addresses(),
                    "JDK_JAVA_OPTIONS",
                    "-Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1",
                    "CLOUDFLARE_API_TOKEN",
                    CloudflareWorld.TOKEN));
            Problems problems = new Problems();
            AnswersFile answers = AnswersFile.read(
                    Files.writeString(
                            folder.resolve("answers.yaml"),
                            "region: eu-west-1\nalertEmail: me@example.com\noperator: me@example.com\n"),
                    problems);
            StackSetup.Ready ready = new StackSetup(
                            new StackSetup.Request(project, STACK, answers, true, environment, cloudflare.url()),
                            new Nobody())
                    .run();

            assertThat(ready.next().stream().map(line -> line.replace(person.toString(), "~")))
                    .isEqualTo(commands.subList(1, commands.size()));
            environment.put(
                    "PULUMI_CONFIG_PASSPHRASE_FILE",
                    ready.next().get(0).replaceFirst("^export PULUMI_CONFIG_PASSPHRASE_FILE=", ""));
            assertThat(PulumiRunner.installed(project, environment).about(STACK, "up", "--yes", "--skip-preview"))
                    .contains("Resources:");
            try (Aws aws = Accounts.at(providers.awsEndpoint(), "a", "b")) {
                Target target = new Target(STACK, "eu-west-1");
                Operator operator =
                        new Operator(aws, target, Clock.systemUTC(), () -> Accounts.report(aws, target, Instant.now()));
                assertThat(operator.start(new Wait(Duration.ofMinutes(1)), status -> {})
                                .standing())
                        .isEqualTo(GatewayStatus.HEALTHY);
            }
            StackOutputs outputs = StackOutputs.read(project, environment, STACK, StackOutputs.Secrets.SHOWN);
            assertThat(outputs.url()).hasToString("https://llm.example.com");
            assertThat(outputs.client(Optional.empty())).isEqualTo("laptop");
            assertThat(outputs.token("laptop").clientSecret()).isNotEmpty();
            assertThat(outputs.key("laptop")).isPresent();
        } finally {
            Checkout.remove(folder);
        }
    }

    /** The lines of the block below the heading, without remarks. */
    private static List<String> commands() {
        return MarkdownPage.at("docs/deploy.md").lines().stream()
                .filter(line ->
                        line.language().equals("sh") && line.heading().contains("From nothing to the first answer"))
                .map(line -> line.text().replaceFirst(" +#.*", "").strip())
                .toList();
    }

    /** A run without a terminal. */
    private static final class Nobody implements Dialogue {
        @Override
        public boolean isInteractive() {
            return false;
        }

        @Override
        public void say(String line) {}

        @Override
        public void waitingFor(String subject) {}

        @Override
        public Optional<String> ask(String prompt) {
            return Optional.empty();
        }

        @Override
        public Optional<String> askSecretly(String prompt) {
            return Optional.empty();
        }
    }
}
