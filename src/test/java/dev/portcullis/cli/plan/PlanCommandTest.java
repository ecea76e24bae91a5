package dev.portcullis.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.portcullis.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlanCommandTest {
    private static final Path PROJECT = Path.of("").toAbsolutePath();

    @TempDir
    private Path temporary;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void the_example_stack_keeps_every_promise() {
        assertThat(run("plan")).isZero();
        assertThat(out.toString())
                .startsWith("Portcullis plan for stack dev: llm.example.com in eu-west-1\n")
                .contains("    host-data-volume Volume [protected] [kept on delete]\n")
                .contains("    edge-application ZeroTrustAccessApplication [protected]\n")
                .contains("  ✓ no security group accepts anything\n")
                .contains("  – nothing zone-wide is declared in a shared zone (not asked: the zone is dedicated)\n")
                .endsWith("\n23 promises hold, 5 were not asked\n")
                .doesNotContain("\u001b");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void json_has_the_parts_that_machines_read() {
        assertThat(run("plan", "--json")).isZero();
        JsonObject plan = JsonParser.parseString(out.toString()).getAsJsonObject();

        assertThat(plan.keySet())
                .containsExactly(
                        "stack",
                        "resources",
                        "outputs",
                        "asked",
                        "cost",
                        "limits",
                        "edgeRules",
                        "promises",
                        "warnings");
        assertThat(plan.getAsJsonObject("cost").get("monthlyRunning").getAsString())
                .isEqualTo("20.05");
        assertThat(plan.getAsJsonObject("cost").get("monthlyStopped").getAsString())
                .isEqualTo("2.46");
        JsonObject key = plan.getAsJsonArray("resources").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .filter(resource -> resource.get("name").getAsString().equals("parameters-admin-key"))
                .findFirst()
                .orElseThrow();
        assertThat(key.getAsJsonObject("inputs").get("value").getAsString()).isEqualTo("[secret]");
        assertThat(plan.getAsJsonObject("outputs").get("clientSecrets").getAsString())
                .isEqualTo("[secret]");
    }

    @Test
    void the_example_stack_costs_20_dollars_a_month_with_every_line_in_it() {
        run("plan");

        assertThat(out.toString()).contains("""
                Cost in US dollars a month, prices of 2026-11-27
                                                           running   stopped
                  t4g.small instance                         13.43      0.00
                  public IPv4 address                         3.65      0.00
                  root volume, 10 GiB gp3                     0.88      0.88
                  data volume, 8 GiB gp3                      0.70      0.70
                  snapshots, 8 GiB                            0.40      0.40
                  S3, 1 GiB of bundles and dumps              0.02      0.02
                  alarms, 3                                   0.30      0.30
                  custom metrics, 1                           0.30      0.00
                  PutMetricData, at most 16,060 requests      0.16      0.00
                  GetMetricData, 4,380 metrics                0.04      0.00
                  Lambda, 4,380 runs of 5 s                   0.15      0.15
                  EventBridge, 4,380 events                   0.00      0.00
                  log of 4,380 runs                           0.00      0.00
                  in all                                     20.05      2.46
                """);
    }

    @Test
    void one_missing_price_is_named_and_what_is_known_is_shown() throws IOException {
        assertThat(run("plan", "--config", example("instanceType: m7g.medium"))).isZero();

        assertThat(out.toString())
                .contains("  m7g.medium instance                      unknown\n")
                .contains("  data volume, 8 GiB gp3                      0.70      0.70\n")
                .contains("  in all, without the unknown                 6.62      2.46\n")
                .contains("config/prices.yaml has no price in eu-west-1 for m7g.medium instance");
    }

    @Test
    void two_plans_are_the_same_to_the_byte() {
        run("plan", "--json");
        String first = out.toString();
        out.getBuffer().setLength(0);
        run("plan", "--json");

        assertThat(out.toString()).isEqualTo(first);
    }

    @Test
    void a_stack_that_does_not_exist_is_answered_with_those_that_do() {
        assertThat(run("plan", "--stack", "prod")).isEqualTo(2);
        assertThat(err.toString()).contains("Pulumi.prod.yaml").contains("dev");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void twelve_mistakes_are_told_in_one_message() throws IOException {
        Path file = Files.writeString(temporary.resolve("mistakes.yaml"), """
                config:
                  aws:region: eu-west-1
                  portcullis:hostname: LLM.example.com
                  portcullis:cloudflareAccountId: abc
                  portcullis:cloudflareZoneId: 0123456789ABCDEF0123456789abcdef
                  portcullis:cloudflarePlan: gold
                  portcullis:alertEmail: nobody
                  portcullis:availabilityZone: us-east-1a
                  portcullis:bedrockGeography: us
                  portcullis:instanceType: t3.small
                  portcullis:dataVolumeGiB: 4
                  portcullis:idleStopAfter: 5m
                  portcullis:allowedCidrs: [0.0.0.0/0]
                  portcullis:hostnam: llm.example.com
                  portcullis:clients:
                    ci: {duration: 8760h}
                """);

        assertThat(run("plan", "--config", file.toString())).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("12 problems:\n")
                .contains("portcullis:hostnam: expected a known key, got 'hostnam'\n  Did you mean 'hostname'?")
                .contains(
                        "portcullis:hostname: expected a fully qualified host name such as llm.example.com, got 'LLM.example.com'");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void a_switched_off_capability_leaves_the_edge_rules() throws IOException {
        run("plan");
        assertThat(out.toString()).contains("/v1/images/generations");
        out.getBuffer().setLength(0);

        assertThat(run("plan", "--config", example("disabledCapabilities: [images]")))
                .isZero();
        assertThat(out.toString()).doesNotContain("/v1/images").contains("/v1/embeddings");
    }

    /** The example stack with one more setting. */
    private String example(String setting) throws IOException {
        String text = Files.readString(PROJECT.resolve("Pulumi.dev.yaml")) + "\n  portcullis:" + setting + "\n";
        return Files.writeString(temporary.resolve("example.yaml"), text).toString();
    }

    @Test
    void an_unknown_capability_is_one_problem_among_the_others() throws IOException {
        assertThat(run("plan", "--config", example("disabledCapabilities: [image]")))
                .isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("portcullis:disabledCapabilities: expected a known capability, got 'image'\n"
                        + "  Did you mean 'images'?\n");
    }

    @Test
    void the_stack_of_the_roles_has_a_plan_and_promises_of_its_own() {
        assertThat(run("plan", "--stack", "identity")).isZero();
        assertThat(out.toString())
                .startsWith("Portcullis plan for stack identity: roles and state in eu-west-1\n")
                .contains("    state-key Key [protected] [kept on delete]\n")
                .contains("  ✓ every role is for an hour\n")
                .endsWith("\n12 promises hold\n");
    }

    @Test
    void a_kind_of_stack_that_does_not_exist_is_refused_and_not_taken_for_another() throws IOException {
        assertThat(run("plan", "--config", example("stack: fleet"))).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("portcullis:stack: expected one of gateway, identity, got 'fleet'\n"
                        + "  Run: pulumi config set portcullis:stack gateway\n");
    }

    @Test
    void a_file_of_a_gateway_is_no_identity_stack_by_its_kind_alone() throws IOException {
        assertThat(run("plan", "--config", example("stack: identity"))).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("2 problems:\n")
                .contains("portcullis:gatewayStack: expected the name of the gateway stack such as prod, got an empty")
                .contains("portcullis:githubRepository: expected a GitHub repository as ");
    }

    @Test
    void an_empty_file_is_one_clear_message() throws IOException {
        Path file = Files.writeString(temporary.resolve("empty.yaml"), "");

        assertThat(run("plan", "--config", file.toString())).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("empty.yaml: expected a mapping of keys to values, got an empty file\n")
                .doesNotContain("Exception");
    }

    @Test
    void no_command_is_bad_input_with_the_way_to_the_help() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("portcullis: expected a command, got none\n  See ./portcullis --help\n");
    }

    @Test
    void help_has_examples() {
        assertThat(run("plan", "--help")).isZero();
        assertThat(out.toString()).contains("./portcullis plan --json | jq .cost");
    }

    @Test
    void the_warnings_tell_what_the_plan_cannot_promise() {
        run("plan", "--json");
        List<String> warnings =
                JsonParser.parseString(out.toString()).getAsJsonObject().getAsJsonArray("warnings").asList().stream()
                        .map(JsonElement::getAsString)
                        .toList();

        assertThat(warnings)
                .extracting(warning -> warning.replaceFirst("(zone is dedicated).*", "$1"))
                .filteredOn(warning -> !warning.startsWith("  "))
                .containsExactly(
                        "on the Cloudflare plan 'free' the rate limit cannot name a host: it counts /v1/ on every host of the zone",
                        "config/components.yaml has no checksum of the SSM agent 3.3.4851.0 for arm64: the host runs without it, so there is no shell on it",
                        "zone is dedicated");
    }

    @Test
    void against_a_file_it_tells_what_has_changed() throws IOException {
        Path before = planOf("instanceType: t4g.medium");

        assertThat(run("plan", "--against", before.toString())).isZero();
        assertThat(out.toString())
                .contains("  ! host-instance Instance\n        instanceType: \"t4g.medium\" -> \"t4g.small\"\n")
                .contains("Resources: 0 added, 1 changed, 0 replaced, 0 removed\n")
                .containsPattern("\n  promises kept +([0-9]+ of [0-9]+) -> \\1\n")
                .doesNotContain("\u001b");
    }

    @Test
    void the_difference_of_two_plans_is_json_too() throws IOException {
        Path before = planOf("instanceType: t4g.medium");

        assertThat(run("plan", "--against", before.toString(), "--json")).isZero();
        JsonObject difference = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertThat(difference.keySet()).containsExactly("resources", "edgeRules", "promises", "monthly");
        assertThat(difference
                        .getAsJsonObject("resources")
                        .getAsJsonArray("changed")
                        .get(0)
                        .getAsJsonObject()
                        .get("properties")
                        .toString())
                .isEqualTo("[{\"path\":\"instanceType\",\"before\":\"t4g.medium\",\"after\":\"t4g.small\"}]");
    }

    @Test
    void the_comment_is_the_same_from_two_files_as_from_this_tree() throws IOException {
        Path before = planOf("instanceType: t4g.medium");
        run("plan", "--json");
        Path after = Files.writeString(temporary.resolve("head.json"), out.toString());
        out.getBuffer().setLength(0);
        assertThat(run("plan", "--against", before.toString(), "--markdown")).isZero();
        String comment = out.toString();
        out.getBuffer().setLength(0);

        assertThat(run("plan-comment", "--base", before.toString(), "--head", after.toString()))
                .isZero();
        assertThat(out.toString()).startsWith("<!-- portcullis-plan -->\n").isEqualTo(comment);
    }

    @Test
    void a_file_that_is_no_plan_makes_no_comment() throws IOException {
        Path file = Files.writeString(temporary.resolve("head.json"), "{}");

        assertThat(run("plan-comment", "--base", file.toString(), "--head", file.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("5 problems:\nhead.json: stack: expected a text of at most");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void markdown_without_another_plan_is_refused() {
        assertThat(run("plan", "--markdown")).isEqualTo(2);
        assertThat(err.toString()).startsWith("portcullis plan: --markdown: expected --against beside it, got none\n");
    }

    @Test
    void a_commit_that_does_not_exist_is_told() {
        assertThat(run("plan", "--against", "no-such-branch")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("--against: expected a file that 'plan --json' wrote, or a commit of this repository, got"
                        + " 'no-such-branch'\n  Check its name; a branch of a remote is fetched first: git fetch\n");
    }

    /** The plan of the example stack with one setting more, in a file. */
    private Path planOf(String setting) throws IOException {
        run("plan", "--json", "--config", example(setting));
        Path file = Files.writeString(temporary.resolve("before.json"), out.toString());
        out.getBuffer().setLength(0);
        return file;
    }

    private int run(String... args) {
        return Main.run(PROJECT, new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
