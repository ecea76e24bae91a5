package dev.portcullis.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.catalogue.litellm.Shipped;
import dev.portcullis.gate.admin.DeclaredKeys;
import dev.portcullis.gate.config.GateConfig;
import dev.portcullis.gate.config.GateConfigReader;
import dev.portcullis.gate.config.Webhook;
import dev.portcullis.gate.ledger.PostgresLogin;
import dev.portcullis.gate.ledger.key.KeyTerms;
import dev.portcullis.gate.ledger.money.GatewayCaps;
import dev.portcullis.input.Problems;
import dev.portcullis.plan.ExampleStack;
import dev.portcullis.policy.Route;
import dev.portcullis.settings.Client;
import dev.portcullis.settings.ClientKey;
import dev.portcullis.settings.OperatorEntry;
import dev.portcullis.settings.Settings;
import dev.portcullis.settings.value.ClientName;
import dev.portcullis.settings.value.SecureValue;
import dev.portcullis.settings.value.WebhookAddress;
import dev.portcullis.settings.value.WebhookKind;
import dev.portcullis.stackfile.StackFile;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The one writer of the gate's configuration file, against the gate's own reader. */
final class GateFileTest {
    private static final String CONFIG = ExampleStack.PROJECT.resolve("config") + "/";
    private static final Ports PORTS = new Ports(18_080, 18_090, 1, 14_000, 1, 15_432);
    private static final String SECRET = "0123456789".repeat(4);
    private static final List<String> CAPABILITIES =
            List.of("chat", "messages", "responses", "embeddings", "images", "models", "key");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void the_gate_reads_back_what_generated_settings_say(long seed) throws IOException {
        Random random = new Random(seed);
        Settings settings = settings(random);
        GateFile written = with(
                GateFile.of(settings, Shipped.catalogue(), PORTS, places()),
                new GateFile.KnownCallers(
                        "https://team-" + seed + ".cloudflareaccess.com",
                        Optional.of(URI.create("http://127.0.0.1:1/certs")).filter(keys -> random.nextBoolean()),
                        List.of("a" + seed, "b"),
                        Map.of(seed + ".access", "laptop")),
                Optional.of(Duration.ofSeconds(1 + random.nextInt(15))).filter(silence -> random.nextBoolean()));

        GateConfig read = read(settings, written);

        assertThat(read.listening()).isEqualTo(new GateConfig.Listening(18_080, 18_090));
        assertThat(read.liteLlm()).isEqualTo(new GateConfig.LiteLlmAccess(14_000, new GateConfig.Secret(SECRET)));
        assertThat(read.ledger().database())
                .isEqualTo(new PostgresLogin("127.0.0.1", 15_432, "portcullis", "portcullis", SECRET));
        assertThat(read.ledger().caps())
                .isEqualTo(new GatewayCaps(
                        settings.spend().capDayUsd(), settings.spend().capMonthUsd(), ZoneId.of("UTC")));
        assertThat(read.offer().geography())
                .isEqualTo(settings.models().geography().word());
        assertThat(read.offer().catalogue().models())
                .isEqualTo(Shipped.catalogue().models());
        Set<String> enabled = new TreeSet<>(CAPABILITIES);
        enabled.removeAll(settings.models().disabledCapabilities());
        assertThat(read.offer().routes().all().stream().map(Route::capability).distinct())
                .containsExactlyInAnyOrderElementsOf(enabled);
        GateFile.KnownCallers callers = written.callers().orElseThrow();
        assertThat(read.callers())
                .isEqualTo(new GateConfig.Callers(
                        new GateConfig.Access(
                                callers.issuer(),
                                callers.keys().orElse(URI.create(callers.issuer() + "/cdn-cgi/access/certs")),
                                Set.copyOf(callers.audiences())),
                        Map.of(seed + ".access", new ClientName("laptop")),
                        Set.of(settings.edge().hostname().value()),
                        Set.copyOf(settings.edge().corsOrigins())));
        assertThat(read.calls())
                .isEqualTo(new GateConfig.CallConfig(
                        folder.resolve("."),
                        written.calls().silence().orElse(Duration.ofSeconds(15)),
                        settings.spend().defaultMaxTokens()));
        assertThat(terms(read)).isEqualTo(wanted(settings));
        assertThat(read.door())
                .isEqualTo(settings.operators()
                        .map(operators -> new GateConfig.OperatorsDoor(
                                PORTS.operators(),
                                operators.hostname(),
                                "0d0d",
                                "operators.access",
                                operators.scopes(),
                                operators.people().stream().anyMatch(OperatorEntry.Group.class::isInstance))));
    }

    @Test
    void a_host_s_file_names_no_caller_before_the_host_adds_them() {
        Settings settings = settings(new Random(1));

        assertThat(GateFile.of(settings, Shipped.catalogue(), Ports.HOST, GateFile.Places.HOST)
                        .render())
                .contains("pepperFile: \"/run/credentials/portcullis-gate.service/key-pepper\"\n")
                .doesNotContainPattern("(?m)^(access|clients|cloudWatch):");
    }

    @Test
    void the_gate_reads_back_the_webhooks_with_their_credentials() throws IOException {
        Map<String, Object> raw = new LinkedHashMap<>(StackFile.raw(ExampleStack.PROJECT, "dev"));
        raw.put("portcullis:webhooks", Map.of("ops", "slack", "own", "generic"));
        raw.put("portcullis:webhookSecrets", SecureValue.HIDDEN);
        Settings settings = Settings.from(raw, "dev", new Problems()).orElseThrow();
        String ops = "https://hooks.slack.com/services/T0/B0/x";
        credential("ops", "{\"url\":\"" + ops + "\"}");
        credential("own", "{\"url\":\"https://own.example.com\",\"secret\":\"" + SECRET + "\"}");

        GateFile written = with(
                GateFile.of(settings, Shipped.catalogue(), PORTS, places()),
                new GateFile.KnownCallers(
                        "https://team.cloudflareaccess.com",
                        Optional.empty(),
                        List.of("a"),
                        Map.of("1.access", "laptop")),
                Optional.empty());

        assertThat(read(settings, written).webhooks())
                .containsExactly(
                        new Webhook("ops", WebhookKind.SLACK, WebhookAddress.of(ops), Optional.empty()),
                        new Webhook(
                                "own",
                                WebhookKind.GENERIC,
                                WebhookAddress.of("https://own.example.com"),
                                Optional.of(SECRET)));
    }

    /** As systemd names the files of a folder that a unit loads. */
    private void credential(String name, String json) throws IOException {
        Files.writeString(
                folder.resolve("webhooks_" + name),
                Base64.getUrlEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static GateFile.Places places() {
        return new GateFile.Places("", CONFIG, Optional.empty(), ".");
    }

    private static GateFile with(GateFile file, GateFile.KnownCallers callers, Optional<Duration> silence) {
        return new GateFile(
                file.places(),
                file.ports(),
                file.asOf(),
                file.models(),
                file.names(),
                Optional.of(callers),
                new GateFile.CallDefaults(silence, file.calls().maxTokens()),
                file.caps(),
                file.database(),
                file.declaredKeys(),
                file.ownLines());
    }

    private GateConfig read(Settings settings, GateFile file) throws IOException {
        HostGateFolder.secrets(folder);
        for (Client client : settings.clients()) {
            Files.writeString(folder.resolve("client-keys_" + client.name()), "pk-abcd1234-" + "b".repeat(43));
        }
        // The host's line, where there are operators.
        String access = settings.operators().isPresent()
                ? "operatorsAccess: {\"audience\": \"0d0d\", \"token\": \"operators.access\"}\n"
                : "";
        return GateConfigReader.read(Files.writeString(folder.resolve("gate.yaml"), file.render() + access));
    }

    /** By client: the terms as the gate keeps them, and the end of the previous secret's grace. */
    private static Map<String, String> terms(GateConfig read) {
        DeclaredKeys reader = new DeclaredKeys(
                read.declared().stream().map(GateConfig.DeclaredKey::client).collect(Collectors.toSet()),
                read.offer().catalogue(),
                read.offer().routes());
        Map<String, String> terms = new TreeMap<>();
        read.declared().forEach(key -> {
            KeyTerms kept = reader.read(key.client(), key.secret(), key.graceUntil(), key.terms())
                    .terms();
            Map<String, Object> budgets = new TreeMap<>();
            kept.budgets().forEach((period, amount) -> budgets.put(period.name().toLowerCase(Locale.ROOT), amount));
            List<String> models = kept.models().equals(List.of("*")) ? List.of() : kept.models();
            Set<String> capabilities = kept.capabilities().equals(Set.of("*")) ? Set.of() : kept.capabilities();
            Map<String, Object> counts = new TreeMap<>();
            kept.limits().requestsPerMinute().ifPresent(count -> counts.put("requestsPerMinute", count));
            kept.limits().tokensPerMinute().ifPresent(count -> counts.put("tokensPerMinute", count));
            kept.limits().inFlight().ifPresent(count -> counts.put("inFlight", count));
            kept.defaultMaxTokens().ifPresent(count -> counts.put("defaultMaxTokens", count));
            terms.put(
                    key.client().value(),
                    List.of(
                                    budgets,
                                    models,
                                    List.copyOf(capabilities),
                                    counts,
                                    kept.zone(),
                                    kept.expiresAt(),
                                    key.graceUntil())
                            .toString());
        });
        return terms;
    }

    private static Map<String, String> wanted(Settings settings) {
        Map<String, String> terms = new TreeMap<>();
        for (Client client : settings.clients()) {
            ClientKey key = client.key().orElseThrow();
            terms.put(
                    client.name().value(),
                    List.of(
                                    key.budgets(),
                                    key.models(),
                                    key.capabilities(),
                                    key.counts(),
                                    key.timeZone().orElse("Z"),
                                    key.expiresAt(),
                                    client.graceUntil())
                            .toString());
        }
        return terms;
    }

    private static Settings settings(Random random) {
        Map<String, Object> raw = new LinkedHashMap<>(StackFile.raw(ExampleStack.PROJECT, "dev"));
        raw.put("portcullis:hostname", "llm" + random.nextInt(1000) + ".example.com");
        raw.put("portcullis:capDayUsd", 1 + random.nextInt(100_000));
        raw.put("portcullis:capMonthUsd", 1 + random.nextInt(1_000_000));
        raw.put("portcullis:defaultMaxTokens", 1 + random.nextInt(999_999));
        raw.put("portcullis:bedrockGeography", random.nextBoolean() ? "eu" : "global");
        // A declared key may name "chat", which is therefore never switched off.
        raw.put("portcullis:disabledCapabilities", some(random, List.of("images", "embeddings", "responses")));
        raw.put(
                "portcullis:corsOrigins",
                some(random, List.of("https://app.example.com", "https://b.example.com:8443")));
        Map<String, Object> clients = new LinkedHashMap<>();
        for (String name : List.of("laptop", "ci", "batch-" + random.nextInt(9))) {
            Map<String, Object> client = new LinkedHashMap<>(Map.of("duration", "24h", "key", key(random)));
            if (random.nextBoolean()) {
                client.putAll(Map.of("keyVersion", 2, "graceUntil", "2027-01-31T12:00:00+02:00"));
            }
            clients.put(name, client);
        }
        raw.put("portcullis:clients", clients);
        raw.put("portcullis:operators", operators(random));
        Problems problems = new Problems();
        Optional<Settings> settings = Settings.from(raw, "dev", problems);
        problems.throwIfAny();
        return settings.orElseThrow();
    }

    private static Map<String, Object> operators(Random random) {
        Map<String, Object> operators = new LinkedHashMap<>();
        for (String scope : some(random, List.of("read", "keys", "all"))) {
            operators.put(scope, Map.of("email", "Jo." + scope + "@example.com", "scope", scope));
        }
        if (random.nextBoolean()) {
            operators.put("staff", Map.of("emailDomain", "Example.org", "scope", "read"));
        }
        if (random.nextBoolean()) {
            operators.put("on-call", Map.of("group", "01234567-89ab-cdef-0123-456789abcdef"));
        }
        return operators;
    }

    private static Map<String, Object> key(Random random) {
        Map<String, Object> key = new LinkedHashMap<>();
        for (String period : some(random, List.of("day", "month", "total"))) {
            key.put(period, random.nextInt(1_000_000_000) + "." + (1 + random.nextInt(999_999)));
        }
        if (key.isEmpty()) {
            key.put("unlimited", true);
        }
        for (String count : some(random, List.of("requestsPerMinute", "tokensPerMinute", "inFlight"))) {
            key.put(count, 1 + random.nextInt(999_999_999));
        }
        if (random.nextBoolean()) {
            key.put("defaultMaxTokens", 1 + random.nextInt(999_999));
        }
        if (random.nextBoolean()) {
            key.put("models", random.nextBoolean() ? List.of("claude-*", "nova-pro") : List.of("nova-*"));
        }
        if (random.nextBoolean()) {
            key.put("capabilities", List.of("chat"));
        }
        if (random.nextBoolean()) {
            key.put("timeZone", "Europe/Berlin");
        }
        if (random.nextBoolean()) {
            key.put("expiresAt", "2028-02-29T23:59:59Z");
        }
        return key;
    }

    private static List<String> some(Random random, List<String> all) {
        List<String> chosen = new ArrayList<>(all);
        chosen.removeIf(one -> random.nextBoolean());
        return chosen;
    }
}
