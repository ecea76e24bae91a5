package dev.portcullis.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.cloudflare.CloudflareApiStandIn;
import dev.portcullis.cloudflare.CloudflareWorld;
import dev.portcullis.deployed.PulumiRunner;
import dev.portcullis.init.Dialogue;
import dev.portcullis.init.EndOfInput;
import dev.portcullis.init.StackSetup;
import dev.portcullis.init.question.AnswersFile;
import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problem;
import dev.portcullis.input.Problems;
import dev.portcullis.settings.Settings;
import dev.portcullis.stackfile.StackFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code init} with the real Pulumi CLI and a state in a folder, and Cloudflare's API beside it. */
final class InitIT {
    /** State, token, region, geography, name, address, operator, client, its two budgets, the two caps, the last yes. */
    private static final List<String> TYPED =
            List.of("local", CloudflareWorld.TOKEN, "eu-west-1", "", "", "me@example.com", "", "", "", "", "", "", "");

    private static final String FILE = """
            # yaml-language-server: $schema=docs/pulumi-stack.schema.json
            # Made by ./portcullis init. Settings left out have the defaults of Pulumi.yaml, which explains them all.
            """;

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @SuppressWarnings("NullAway.Init")
    private CloudflareApiStandIn cloudflare;

    @BeforeEach
    void start() throws Exception {
        Path tools = EngineTools.folder();
        cloudflare = new CloudflareApiStandIn();
        environment.putAll(prepare(folder, tools));
    }

    /** Makes the folder a project without a stack, and returns the environment of a person who has done nothing yet. */
    static Map<String, String> prepare(Path folder, Path tools) throws IOException {
        for (String name : List.of("Pulumi.yaml", ".pulumi.version")) {
            Files.copy(Path.of(name), folder.resolve(name));
        }
        Files.createSymbolicLink(folder.resolve("config"), Path.of("config").toAbsolutePath());
        Files.createDirectory(folder.resolve("person"));
        return Map.of(
                "PATH",
                tools + ":/usr/bin:/bin",
                "HOME",
                folder.resolve("person").toString(),
                "PULUMI_HOME",
                folder.resolve("person/.pulumi").toString(),
                "AWS_EC2_METADATA_DISABLED",
                "true",
                "LANG",
                "C.UTF-8");
    }

    @AfterEach
    void stop() {
        cloudflare.close();
    }

    @Test
    void from_nothing_to_a_file_without_a_mistake_and_a_token_that_only_pulumi_can_read() throws Exception {
        Person person = new Person(TYPED);

        StackSetup.Ready ready = setup(person, AnswersFile.NONE, false);

        String file = Files.readString(file("prod"));
        assertThat(file.replaceAll("(secure|encryptionsalt): v1:.*", "$1: v1:…"))
                .isEqualTo(FILE + """
                encryptionsalt: v1:…
                config:
                  cloudflare:apiToken:
                    secure: v1:…
                  aws:region: eu-west-1
                  # It stays fixed: a volume cannot move.
                  portcullis:availabilityZone: eu-west-1a
                  portcullis:clients:
                    laptop:
                      duration: 8760h
                      key:
                        day: 5
                        month: 50
                  portcullis:bedrockGeography: eu
                  portcullis:hostname: llm.example.com
                  portcullis:alertEmail: me@example.com
                  portcullis:operators:
                    me:
                      email: me@example.com
                      scope: all
                  portcullis:capDayUsd: 10
                  portcullis:capMonthUsd: 50
                  portcullis:cloudflareAccountId: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
                  # The zone example.com.
                  portcullis:cloudflareZoneId: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
                  portcullis:cloudflarePlan: free
                """);
        assertThat(settings("prod").edge().hostname().value()).isEqualTo("llm.example.com");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("prod"))))
                .isEqualTo("rw-r--r--");
        Path phrase = folder.resolve("person/.config/portcullis/prod.passphrase");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(phrase)))
                .isEqualTo("rw-------");
        assertThat(ready.next())
                .containsExactly(
                        "export PULUMI_CONFIG_PASSPHRASE_FILE=" + phrase,
                        "pulumi up --stack prod",
                        "./portcullis start --stack prod",
                        "./portcullis connect claude-code --stack prod");
        assertThat(ready.adminUrl()).hasValue(URI.create("https://llm-admin.example.com"));
        environment.put("PULUMI_CONFIG_PASSPHRASE_FILE", phrase.toString());
        assertThat(pulumi().about("prod", "config", "get", "cloudflare:apiToken")
                        .strip())
                .isEqualTo(CloudflareWorld.TOKEN);
        assertThat(person.said).noneMatch(line -> line.contains(CloudflareWorld.TOKEN));
        assertThat(folder.resolve(".portcullis/init-prod.yaml")).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("steps")
    void a_run_that_ends_at_any_question_goes_on_there(int answered) throws Exception {
        assertThatThrownBy(() -> setup(new Person(TYPED.subList(0, answered)), AnswersFile.NONE, false))
                .isInstanceOf(EndOfInput.class);
        Person second = new Person(TYPED.subList(answered, TYPED.size()));

        setup(second, AnswersFile.NONE, false);

        assertThat(settings("prod").spend().alertEmail().value()).isEqualTo("me@example.com");
        assertThat(second.typed).isEmpty();
    }

    static Stream<Integer> steps() {
        return IntStream.range(0, TYPED.size()).boxed();
    }

    @Test
    void a_second_run_asks_nothing_and_changes_nothing() throws Exception {
        setup(new Person(TYPED), AnswersFile.NONE, false);
        String before = Files.readString(file("prod"));

        Person second = new Person(List.of());
        StackSetup.Ready ready = setup(second, AnswersFile.NONE, false);

        assertThat(ready.changes()).isEmpty();
        assertThat(second.said).contains("Pulumi.prod.yaml has all of it already");
        assertThat(Files.readString(file("prod"))).isEqualTo(before);
    }

    @Test
    void none_as_the_answer_for_operators_is_remembered_and_makes_no_door() throws Exception {
        List<String> typed = new ArrayList<>(TYPED);
        typed.set(6, "none");

        StackSetup.Ready first = setup(new Person(typed), AnswersFile.NONE, false);
        Person second = new Person(List.of());
        StackSetup.Ready again = setup(second, AnswersFile.NONE, false);

        assertThat(first.changes()).contains("+   portcullis:operators: {}");
        assertThat(first.adminUrl()).isEmpty();
        assertThat(settings("prod").operators()).isEmpty();
        assertThat(again.changes()).isEmpty();
        assertThat(second.said).noneMatch(line -> line.contains("operator"));
    }

    @Test
    void yes_alone_makes_nobody_an_operator_and_leaves_the_question_open() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), CloudflareWorld.TOKEN);
        setup(new Nobody(), answers("region: us-east-1\nalertEmail: me@example.com\ntokenFile: " + token + "\n"), true);

        assertThat(settings("prod").operators()).isEmpty();
        Person later = new Person(List.of("", ""));
        StackSetup.Ready ready = setup(later, AnswersFile.NONE, false);

        assertThat(later.said).contains("Your e-mail as operator, or none [me@example.com]: ");
        assertThat(ready.changes())
                .containsExactly(
                        "+   portcullis:operators:",
                        "+     me:",
                        "+       email: me@example.com",
                        "+       scope: all");
    }

    @Test
    void an_operator_of_the_answers_joins_those_of_the_file() throws Exception {
        setup(new Person(TYPED), AnswersFile.NONE, false);

        StackSetup.Ready ready = setup(new Nobody(), answers("operator: me@example.org\n"), false);

        assertThat(ready.changes())
                .containsExactly("+     me-2:", "+       email: me@example.org", "+       scope: all");
        assertThat(settings("prod").operators().orElseThrow().scopes().byEmail())
                .containsOnlyKeys("me@example.com", "me@example.org");
    }

    @Test
    void an_answer_of_no_operators_does_not_remove_those_of_the_file() throws Exception {
        setup(new Person(TYPED), AnswersFile.NONE, false);

        assertThatThrownBy(() -> setup(new Nobody(), answers("operator: none\n"), true))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("portcullis:operators")
                .hasMessageContaining("Change it by hand to: {}");
        assertThat(settings("prod").operators()).isPresent();
    }

    @Test
    void a_file_with_comments_and_anchors_keeps_every_line_but_the_one_that_a_person_agreed_to() throws Exception {
        setup(new Person(TYPED), AnswersFile.NONE, false);
        String own = Files.readString(file("prod"))
                .replace("    laptop:\n", "    # Mine.\n    laptop: &life\n")
                .replace(
                        "  portcullis:bedrockGeography",
                        "    other: *life   # as the laptop\n  portcullis:bedrockGeography");
        Files.writeString(file("prod"), own);

        Person person = new Person(List.of("yes"));
        StackSetup.Ready ready = setup(person, answers("alertEmail: you@example.com\n"), false);

        assertThat(ready.changes())
                .containsExactly(
                        "-   portcullis:alertEmail: me@example.com", "+   portcullis:alertEmail: you@example.com");
        assertThat(person.said).containsAll(ready.changes());
        assertThat(Files.readString(file("prod"))).isEqualTo(own.replace("alertEmail: me@", "alertEmail: you@"));
    }

    @Test
    void a_change_that_a_person_refuses_is_not_made() throws Exception {
        setup(new Person(TYPED), AnswersFile.NONE, false);
        String before = Files.readString(file("prod"));

        assertThatThrownBy(() -> setup(new Person(List.of("no")), answers("alertEmail: you@example.com\n"), false))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("expected your yes, got 'no'");
        assertThat(Files.readString(file("prod"))).isEqualTo(before);
    }

    @Test
    void without_a_terminal_everything_that_is_missing_is_told_at_once_and_nothing_is_made() {
        assertThatThrownBy(() -> setup(new Nobody(), answers("region: eu-west-1\n"), false))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("10 problems:\nstate: expected local, cloud or a bucket")
                .satisfies(e -> assertThat(((BadInput) e).problems())
                        .extracting(Problem::where)
                        .containsExactly(
                                "state",
                                "tokenFile",
                                "bedrockGeography",
                                "hostname",
                                "alertEmail",
                                "client",
                                "keyDay",
                                "keyMonth",
                                "capDayUsd",
                                "capMonthUsd"));
        assertThat(file("prod")).doesNotExist();
        assertThat(folder.resolve("person/.pulumi/credentials.json")).doesNotExist();
    }

    @Test
    void the_mistakes_of_an_answers_file_are_told_all_at_once_with_their_lines() throws Exception {
        AnswersFile given = answers("""
                region: eu-west
                bedrockGeography: eu
                hostname: example
                alertEmail: me
                operator: you
                client: My Laptop
                keyDay: lots
                capDayUsd: 0
                state: floppy
                tokenFile: /nowhere
                """);

        assertThatThrownBy(() -> setup(new Person(TYPED), given, false))
                .isInstanceOf(BadInput.class)
                .satisfies(e -> assertThat(((BadInput) e).problems())
                        .extracting(Problem::where)
                        .containsExactly(
                                "answers.yaml:1 region",
                                "answers.yaml:3 hostname",
                                "answers.yaml:4 alertEmail",
                                "answers.yaml:5 operator",
                                "answers.yaml:6 client",
                                "answers.yaml:7 keyDay",
                                "answers.yaml:8 capDayUsd",
                                "state",
                                "tokenFile"));
    }

    @Test
    void with_answers_and_yes_nobody_is_asked() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), CloudflareWorld.TOKEN + "\n");

        setup(new Nobody(), answers("region: us-east-1\nalertEmail: me@example.com\ntokenFile: " + token + "\n"), true);

        assertThat(settings("prod").models().geography().word()).isEqualTo("us");
        assertThat(settings("prod").edge().hostname().value()).isEqualTo("llm.example.com");
    }

    @Test
    void a_geography_of_another_region_is_refused_by_the_settings_own_reader() throws Exception {
        assertThatThrownBy(() -> setup(new Person(TYPED), answers("region: us-east-1\nbedrockGeography: eu\n"), false))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("answers.yaml:2 bedrockGeography: expected us or global");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "token.disabled   | an active API token of a user, got one that is disabled",
                "token.unknown    | an active API token of a user, got one that Cloudflare does not know",
                "zone.unreadable  | the permission Zone Read on your zone, got a token that sees no zone",
                "zone.pending     | an active zone, got example.com, which is pending",
                "zone.other       | a name in a zone of the Cloudflare token (example.org), got 'llm.example.com'",
                "name.deep        | a name one label below example.com, since its certificate covers no other",
                "account.other    | the account of the zone example.com",
                "away             | an answer of its API, got no connection",
            })
    void each_fault_at_cloudflare_is_told_and_no_setting_is_written(String fault, String told) throws Exception {
        String hostname = fault.equals("name.deep") ? "a.llm.example.com" : "llm.example.com";
        Path token = Files.writeString(
                folder.resolve("token"),
                fault.equals("token.unknown") ? "another-token-entirely" : CloudflareWorld.TOKEN);
        AnswersFile given = answers("region: us-east-1\nalertEmail: me@example.com\nhostname: " + hostname
                + "\ntokenFile: " + token + "\n");
        switch (fault) {
            case "token.disabled" -> cloudflare.world.tokenStatus = "disabled";
            case "zone.unreadable" -> cloudflare.world.permissions.remove("Zone Read");
            case "zone.pending" -> cloudflare.world.zone().put("status", "pending");
            case "zone.other" -> cloudflare.world.zone().put("name", "example.org");
            case "account.other" ->
                Files.writeString(
                        file("prod"), "config:\n  portcullis:cloudflareAccountId: \"" + "c".repeat(32) + "\"\n");
            case "away" -> cloudflare.close();
            default -> {}
        }

        assertThatThrownBy(() -> setup(new Nobody(), given, true))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(told)
                .hasMessageNotContaining(CloudflareWorld.TOKEN);
        assertThat(Files.exists(file("prod")) ? Files.readString(file("prod")) : "")
                .doesNotContain("portcullis:hostname");
    }

    @Test
    void of_several_zones_the_one_of_the_name_is_taken() throws Exception {
        cloudflare.world.zones.add(CloudflareWorld.zone("d".repeat(32), "example.org", CloudflareWorld.ACCOUNT));
        List<String> typed = new ArrayList<>(TYPED);
        typed.set(4, "llm.example.org");
        Person person = new Person(typed);

        setup(person, AnswersFile.NONE, false);

        assertThat(person.said).contains("  zone example.com", "  zone example.org", "Full name of the gateway: ");
        assertThat(settings("prod").edge().cloudflare().zoneId().value()).isEqualTo("d".repeat(32));
    }

    @Test
    void a_wrong_answer_is_asked_again_with_the_reason() throws Exception {
        List<String> typed = new ArrayList<>(TYPED);
        typed.add(5, "me");
        typed.add(1, "short");
        Person person = new Person(typed);

        setup(person, AnswersFile.NONE, false);

        assertThat(person.said)
                .contains("  expected a mail address such as alerts@example.com, got 'me'")
                .anyMatch(line -> line.startsWith("Cloudflare token: expected an API token"));
    }

    @Test
    void a_login_to_another_state_than_the_answers_name_is_left_as_it_is() throws Exception {
        pulumi().login("--local");

        assertThatThrownBy(() -> setup(new Person(TYPED), answers("state: s3://my-state\n"), false))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("state: expected 's3://my-state', as the answers say, got a login to file://");
    }

    @Test
    void a_state_that_cannot_be_reached_is_told_before_anything_is_made() throws Exception {
        environment.put("PULUMI_BACKEND_URL", "file:///nowhere/at/all");

        assertThatThrownBy(() -> setup(new Person(TYPED), AnswersFile.NONE, false))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("state: expected a state that can be reached");
        assertThat(file("prod")).doesNotExist();
    }

    @Test
    void a_file_that_somebody_changes_meanwhile_is_not_overwritten() throws Exception {
        Person person = new Person(TYPED) {
            @Override
            public Optional<String> ask(String prompt) {
                if (prompt.startsWith("Write this")) {
                    append(file("prod"));
                }
                return super.ask(prompt);
            }
        };

        assertThatThrownBy(() -> setup(person, AnswersFile.NONE, false))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("which somebody changed meanwhile");
        assertThat(Files.readString(file("prod"))).endsWith("# theirs\n");
    }

    @Test
    void no_line_is_wider_than_sixty_columns_but_the_link() throws Exception {
        environment.put("XDG_CONFIG_HOME", "/tmp/x");
        Person person = new Person(TYPED);

        setup(person, AnswersFile.NONE, false);

        assertThat(person.said.stream()
                        .flatMap(String::lines)
                        .filter(line -> line.length() > 60)
                        .filter(line -> !line.contains("https://") && !line.startsWith("+ ") && !line.contains("/tmp/"))
                        .toList())
                .isEmpty();
    }

    private static void append(Path file) {
        try {
            Files.writeString(file, Files.readString(file) + "# theirs\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private AnswersFile answers(String text) throws IOException {
        Problems problems = new Problems();
        AnswersFile read = AnswersFile.read(Files.writeString(folder.resolve("answers.yaml"), text), problems);
        problems.throwIfAny();
        return read;
    }

    private StackSetup.Ready setup(Dialogue dialogue, AnswersFile given, boolean yes) throws Exception {
        return new StackSetup(
                        new StackSetup.Request(folder, "prod", given, yes, environment, cloudflare.url()), dialogue)
                .run();
    }

    private Path file(String stack) {
        return folder.resolve("Pulumi." + stack + ".yaml");
    }

    private Settings settings(String stack) {
        Problems problems = new Problems();
        Optional<Settings> settings = Settings.from(StackFile.raw(folder, stack), stack, problems);
        problems.throwIfAny();
        return settings.orElseThrow();
    }

    private PulumiRunner pulumi() {
        return PulumiRunner.installed(folder, environment);
    }

    /** Types lines in their order, then nothing more. */
    static class Person implements Dialogue {
        final List<String> said = new ArrayList<>();
        private final Deque<String> typed;

        Person(List<String> typed) {
            this.typed = new ArrayDeque<>(typed);
        }

        @Override
        public boolean isInteractive() {
            return true;
        }

        @Override
        public void say(String line) {
            said.add(line);
        }

        @Override
        public void waitingFor(String subject) {}

        @Override
        public Optional<String> ask(String prompt) {
            said.add(prompt);
            return Optional.ofNullable(typed.poll());
        }

        @Override
        public Optional<String> askSecretly(String prompt) {
            return ask(prompt);
        }
    }

    /** A run without a terminal. */
    static final class Nobody extends Person {
        Nobody() {
            super(List.of());
        }

        @Override
        public boolean isInteractive() {
            return false;
        }
    }
}
