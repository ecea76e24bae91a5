package dev.portcullis.gate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.portcullis.gate.config.GateConfig.ActivityTarget;
import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problem;
import dev.portcullis.settings.value.ClientName;
import dev.portcullis.settings.value.Origin;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GateConfigReaderTest {
    private static final String GOOD = """
            port: 8080
            adminPort: 8090
            litellmPort: 4000
            internalKeyFile: litellm-key
            asOf: 2026-11-21
            routes: routes.yaml
            models: models.yaml
            geography: eu
            spool: spool
            access:
              issuer: https://example.cloudflareaccess.com
              audiences: [aaaa]
            clients:
              - name: laptop
                id: 0123.access
            """;

    private static final String LEDGER = """
            databasePasswordFile: password
            pepperFile: pepper
            adminKeyFile: admin-key
            timeZone: UTC
            caps:
              day: 10
              month: 200.50
            database:
              host: 127.0.0.1
              port: 5432
              name: portcullis
              user: gate
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void lay_out() throws IOException {
        Files.createDirectory(folder.resolve("spool"));
        Files.writeString(folder.resolve("litellm-key"), "sk-internal-0123456789\n");
        Files.writeString(folder.resolve("password"), "database-0123456789\n");
        Files.writeString(folder.resolve("pepper"), "0123456789abcdef0123456789abcdef\n");
        Files.writeString(folder.resolve("admin-key"), "ak-first-" + "0".repeat(43) + "\n");
        Files.copy(Path.of("config/routes.yaml"), folder.resolve("routes.yaml"));
        Files.copy(Path.of("config/models.yaml"), folder.resolve("models.yaml"));
    }

    @Test
    void what_is_left_out_has_a_meaning() throws IOException {
        GateConfig config = read(GOOD);

        assertThat(config.listening().callers()).isEqualTo(8080);
        assertThat(config.listening().admin()).isEqualTo(8090);
        assertThat(config.liteLlm().port()).isEqualTo(4000);
        assertThat(config.liteLlm().internalKey().value()).isEqualTo("sk-internal-0123456789");
        assertThat(config.offer().geography()).isEqualTo("eu");
        assertThat(config.calls().spool()).isEqualTo(folder.resolve("spool"));
        assertThat(config.callers().access())
                .isEqualTo(new GateConfig.Access(
                        "https://example.cloudflareaccess.com",
                        URI.create("https://example.cloudflareaccess.com/cdn-cgi/access/certs"),
                        Set.of("aaaa")));
        assertThat(config.callers().clients()).isEqualTo(Map.of("0123.access", new ClientName("laptop")));
        assertThat(config.callers().origins()).isEmpty();
        assertThat(config.activity()).isEqualTo(new ActivityTarget("", ""));
        assertThat(config.calls().silence()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.offer().routes().match("POST", "/v1/images/generations"))
                .isPresent();
    }

    @Test
    void every_other_key_is_read() throws IOException {
        GateConfig config = read(GOOD.replace("  audiences", "  keys: http://127.0.0.1:7000/certs\n  audiences") + """
                silenceSeconds: 2
                disabledCapabilities: [images]
                origins: [https://chat.example.com]
                cloudWatch:
                  namespace: Portcullis/dev
                  region: eu-west-1
                """);

        assertThat(config.callers().access().keys()).isEqualTo(URI.create("http://127.0.0.1:7000/certs"));
        assertThat(config.offer().routes().match("POST", "/v1/images/generations"))
                .isEmpty();
        assertThat(config.calls().silence()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.callers().origins()).containsExactly(new Origin("https://chat.example.com"));
        assertThat(config.activity()).isEqualTo(new ActivityTarget("Portcullis/dev", "eu-west-1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "port: 8080 | port: 0 | gate.yaml:1 port: expected a port from 1 to 65535, got '0'",
                "port: 8080 | port: 8090 | gate.yaml:1 port: expected a different port for each, got 8090 twice",
                "internalKeyFile: litellm-key | internalKeyFile: none"
                        + " | gate.yaml:4 internalKeyFile: expected the path of a file that exists, got 'none'",
                "asOf: 2026-11-21 | asOf: today | gate.yaml:5 asOf: expected a date such as 2026-11-21, got 'today'",
                "geography: eu | geography: mars | gate.yaml:8 geography: expected one of us, eu, apac, jp, au, global,"
                        + " got 'mars'",
                "spool: spool | spool: /nowhere"
                        + " | gate.yaml:9 spool: expected the path of a folder that exists, got '/nowhere'",
                "issuer: https://example.cloudflareaccess.com | issuer: http://example.cloudflareaccess.com"
                        + " | gate.yaml:11 issuer: expected an https address without a path,"
                        + " got 'http://example.cloudflareaccess.com'",
                "audiences: [aaaa] | audiences: [] | gate.yaml:12 audiences: expected at least one application's"
                        + " audience, got none",
                "name: laptop | name: Laptop | gate.yaml:14 name: expected a client's name such as laptop, got 'Laptop'",
                "id: 0123.access | id: a b | gate.yaml:15 id: expected the id of a service token, got 'a b'",
                "adminPort: 8090 | adminPort: 8090\\nsilenceSeconds: 0"
                        + " | gate.yaml:3 silenceSeconds: expected whole seconds from 1 to 15, got '0'",
                "adminPort: 8090 | adminPort: 8090\\nsilenceSeconds: 16"
                        + " | gate.yaml:3 silenceSeconds: expected whole seconds from 1 to 15, got '16'",
                "adminPort: 8090 | adminPort: 8090\\nadminHost: x | gate.yaml:3 adminHost: expected a known key,"
                        + " got 'adminHost'",
            })
    void a_wrong_value_is_named_with_its_line(String good, String bad, String message) throws IOException {
        assertThat(problems(GOOD.replace(good, bad.replace("\\n", "\n"))))
                .singleElement()
                .asString()
                .startsWith(message + "\n  ");
    }

    @Test
    void keys_are_fetched_over_https_or_from_this_machine() throws IOException {
        assertThat(problems(GOOD.replace("  audiences", "  keys: http://10.0.0.1/certs\n  audiences")))
                .containsExactly("gate.yaml:12 keys: expected an https address, or one of http://127.0.0.1,"
                        + " got 'http://10.0.0.1/certs'\n  Correct the value of 'keys'");
    }

    @Test
    void a_credential_is_never_shown() throws IOException {
        Files.writeString(folder.resolve("litellm-key"), "too short");

        assertThat(problems(GOOD))
                .containsExactly("litellm-key: expected one line of 16 to 200 letters, digits and _ . -,"
                        + " got 9 characters of another form\n  Write LiteLLM's key into it");
        assertThat(new GateConfig.Secret("sk-secret").toString()).doesNotContain("sk-secret");
    }

    @Test
    void all_problems_come_at_once_those_of_the_named_files_too() throws IOException {
        Files.writeString(folder.resolve("routes.yaml"), "routes: []\n");
        String bad = GOOD.replace("port: 8080", "port: x")
                .replace("geography: eu", "geography: mars")
                .replaceAll("(?s)access:.*", "origins: [http://chat.example.com]\n");

        assertThat(problems(bad))
                .extracting(text -> text.split(": expected", 2)[0])
                .containsExactly(
                        "gate.yaml:1 port",
                        "routes.yaml:1 routes",
                        "gate.yaml:8 geography",
                        "gate.yaml:1 access",
                        "gate.yaml:10 origins");
    }

    @Test
    void a_client_that_is_there_twice_is_refused() throws IOException {
        assertThat(problems(GOOD + "  - name: phone\n    id: 0123.access\n"))
                .containsExactly(
                        "gate.yaml:17 id: another client has the same token\n" + "  Remove one of the two clients");
    }

    private GateConfig read(String text) throws IOException {
        return GateConfigReader.read(Files.writeString(folder.resolve("gate.yaml"), text + LEDGER));
    }

    private List<String> problems(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("gate.yaml"), text + LEDGER);
        BadInput bad = catchThrowableOfType(BadInput.class, () -> GateConfigReader.read(file));
        assertThat(bad).as("was read").isNotNull();
        return bad.problems().stream().map(Problem::render).toList();
    }
}
