package dev.portcullis.release.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problems;
import dev.portcullis.release.Component;
import dev.portcullis.release.Components;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** With GnuPG, a key that is made here, and a maker on loopback. */
@TestInstance(Lifecycle.PER_CLASS)
final class SignedPackagesTest {
    private static final String REAL = read(Path.of("config/components.yaml"));

    private Path keys = Path.of("");
    private final Map<String, byte[]> files = new TreeMap<>();
    private HttpServer maker;
    private Path file = Path.of("");

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        keys = folder;
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/gpg")), "gpg is not installed, so no signature was looked at");
        maker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        maker.createContext("/", exchange -> {
            byte[] found = files.get(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(found == null ? 404 : 200, found == null ? -1 : found.length);
            if (found != null) {
                exchange.getResponseBody().write(found);
            }
            exchange.close();
        });
        maker.start();
        key("maker", "0");
        key("stranger", "0");
        // Made in the past, it ends a second later.
        key("late", "seconds=1", "--faked-system-time", "20200101T000000!");
    }

    @AfterAll
    void stop() {
        if (maker != null) {
            maker.stop(0);
        }
    }

    @BeforeEach
    void publish(@TempDir Path folder) throws IOException {
        file = Files.writeString(folder.resolve("components.yaml"), REAL);
        publish("/arm64.deb", "a package for arm64", "maker");
        publish("/amd64.deb", "a package for amd64", "maker");
    }

    @Test
    void good_signatures_are_pinned_and_the_comments_stay() throws IOException {
        List<String> said = new ArrayList<>();

        List<SignedPackages.Verified> verified = packages("maker").pin(agent("", ""), said::add);

        String arm = Component.Download.of(URI.create("x:y"), bytes("a package for arm64"))
                .sha256();
        String amd = Component.Download.of(URI.create("x:y"), bytes("a package for amd64"))
                .sha256();
        assertThat(verified)
                .extracting(one -> one.architecture() + " " + one.sha256() + " " + one.isNew())
                .containsExactly("amd64 " + amd + " true", "arm64 " + arm + " true");
        assertThat(verified.get(0).fingerprint()).matches("[0-9A-F]{40}");
        int agent = REAL.indexOf("\nssm-agent:");
        String expected = REAL.substring(0, agent)
                + REAL.substring(agent)
                        .replaceFirst("sha256: unknown", "sha256: " + arm)
                        .replace("sha256: unknown", "sha256: " + amd);
        assertThat(Files.readString(file)).isEqualTo(expected);
        assertThat(Components.read(file, new Problems()).orElseThrow().warnings())
                .isEmpty();
        assertThat(said).hasSize(2).allMatch(line -> line.startsWith("fetching http://"));
    }

    @Test
    void a_file_that_was_changed_is_refused_and_nothing_is_written() throws IOException {
        files.put("/arm64.deb", bytes("another package"));

        refused("maker", agent("", ""), "ssm-agent for arm64", "BADSIG");
    }

    @Test
    void a_signature_of_another_key_is_refused() throws IOException {
        publish("/amd64.deb", "a package for amd64", "stranger");

        refused("maker", agent("", ""), "ssm-agent for amd64", "ERRSIG");
    }

    @Test
    void a_key_that_has_expired_is_refused() throws IOException {
        publish("/amd64.deb", "a package for amd64", "late", "--faked-system-time", "20200101T000000!");

        refused("late", agent("", ""), "EXPKEYSIG", "ask the maker for the present one");
    }

    @Test
    void a_file_without_a_signature_is_refused() throws IOException {
        files.remove("/amd64.deb.sig");

        refused("maker", agent("", ""), "/amd64.deb.sig: expected the maker's file, got status 404");
    }

    @Test
    void a_signed_file_that_is_not_the_pinned_one_is_refused() throws IOException {
        refused("maker", agent("0".repeat(64), ""), "expected the pinned SHA-256 " + "0".repeat(64));
    }

    @Test
    void a_file_that_is_no_key_is_refused() throws IOException {
        Files.writeString(keys.resolve("none.gpg"), "no key");

        refused("none", agent("", ""), "none.gpg: expected a public key of OpenPGP");
    }

    private void refused(String key, Component component, String... words) throws IOException {
        assertThatThrownBy(() -> packages(key).pin(component, line -> {}))
                .isInstanceOf(BadInput.class)
                .satisfies(problem -> assertThat(problem.getMessage()).contains(words));
        assertThat(Files.readString(file)).isEqualTo(REAL);
    }

    private SignedPackages packages(String key) {
        return new SignedPackages(file, keys.resolve(key + ".gpg"));
    }

    private Component agent(String arm64, String amd64) {
        String base = "http://127.0.0.1:" + maker.getAddress().getPort();
        return new Component(
                "ssm-agent",
                "3.3.4851.0",
                new Component.Download(base + "/arm64.deb", arm64),
                new Component.Download(base + "/amd64.deb", amd64));
    }

    private void key(String name, String life, String... more) throws IOException {
        Path home = Files.createDirectory(keys.resolve(name));
        home.toFile().setReadable(false, false);
        home.toFile().setReadable(true, true);
        gpg(
                home,
                more,
                "--pinentry-mode",
                "loopback",
                "--passphrase",
                "",
                "--quick-generate-key",
                name,
                "ed25519",
                "sign",
                life);
        gpg(home, more, "--output", keys.resolve(name + ".gpg").toString(), "--armor", "--export");
    }

    private void publish(String path, String content, String signer, String... more) throws IOException {
        Path plain = Files.writeString(keys.resolve("content"), content);
        Path signature = keys.resolve("content.sig");
        gpg(keys.resolve(signer), more, "--yes", "--output", signature.toString(), "--detach-sign", plain.toString());
        files.put(path, Files.readAllBytes(plain));
        files.put(path + ".sig", Files.readAllBytes(signature));
    }

    private static void gpg(Path home, String[] more, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("gpg", "--batch", "--no-tty", "--homedir", home.toString()));
        command.addAll(List.of(more));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.onExit().join().exitValue()).as(said).isZero();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
