package dev.portcullis.local.boot;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.local.edge.ServiceToken;
import dev.portcullis.local.trial.FreePort;
import dev.portcullis.release.Bundle;
import dev.portcullis.release.Ports;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** What {@code pulumi up} would have told the account about one stack: buckets, secrets, the bundle and {@code desired}. */
final class Stack {
    static final String DESIRED = "/portcullis/boot/desired";
    static final String APPLIED = "/portcullis/boot/applied";
    /** A client from the beginning. */
    static final String LAPTOP = "laptop";
    /** One that comes later. */
    static final String LATE = "late";

    static final String BACKUPS = "portcullis-boot-backups";

    private static final String BUNDLES = "portcullis-boot-bundles";
    private static final String PREFIX = "/portcullis/boot/";
    private static final List<String> GENERATED =
            List.of("database-password", "litellm-key", "admin-key", "key-pepper");
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int SECRET_LENGTH = 48;
    private static final int ADMIN_KEY_LENGTH = 43;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SecureRandom random = new SecureRandom();
    private final Account account;
    private final Path project;
    private final Ports ports;
    private final String hostname;
    private final String issuer;
    private final String audience = UUID.randomUUID().toString().replace("-", "");
    private final int tunnelPort = FreePort.any();
    private final Map<String, String> secrets = new TreeMap<>();
    private final Map<String, Integer> versions = new TreeMap<>();
    private final Map<String, ServiceToken> tokens = Map.of(LAPTOP, token(), LATE, token());
    private final Set<String> clients = new TreeSet<>(Set.of(LAPTOP));
    private String bundle = "";

    Stack(Account account, Path project, Ports ports, String hostname, String issuer) {
        this.account = account;
        this.project = project;
        this.ports = ports;
        this.hostname = hostname;
        this.issuer = issuer;
    }

    /** Once, in an empty account. */
    void make() {
        account.makeBucket(BUNDLES);
        account.makeBucket(BACKUPS);
        GENERATED.forEach(this::rotate);
        String token = JSON.createObjectNode()
                .put("listen", tunnelPort)
                .put("service", "http://127.0.0.1:" + ports.callers())
                .toString();
        secret("tunnel-token", Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8)));
    }

    /** A new value under an old name. */
    void rotate(String name) {
        StringBuilder value = new StringBuilder();
        random.ints(SECRET_LENGTH, 0, ALPHABET.length()).forEach(index -> value.append(ALPHABET.charAt(index)));
        secret(name, value.toString());
    }

    /** The next {@link #want} names it. */
    void admit(String client) {
        clients.add(client);
    }

    void upload(Bundle bundle) {
        account.upload(BUNDLES, bundle.key(), bundle.writeBelow(project));
    }

    /** Sets {@code desired}; the host does the rest. */
    void want(String bundleSha256) {
        bundle = bundleSha256;
        ObjectNode desired = JSON.createObjectNode()
                .put("format", 1)
                .set("bundle", JSON.createObjectNode().put("sha256", bundleSha256));
        desired.put("region", account.region())
                .put("hostname", hostname)
                .put("bundleBucket", BUNDLES)
                .put("backupBucket", BACKUPS)
                .put("audience", audience)
                .put("issuer", issuer)
                .put("modelRole", "arn:aws:iam::123456789012:role/portcullis-boot-model")
                .put("metricNamespace", "Portcullis/boot");
        ObjectNode byId = desired.putObject("clients");
        clients.forEach(name -> byId.put(token(name).clientId(), name));
        ObjectNode wanted = desired.putObject("secretVersions");
        versions.forEach(wanted::put);
        account.put(DESIRED, desired.toString(), false);
    }

    /** The same bundle, with what else has changed. */
    void wantAgain() {
        want(bundle);
    }

    String bundle() {
        return bundle;
    }

    /** As the edge knows them, those of clients that do not exist yet too. */
    List<ServiceToken> tokens() {
        return List.copyOf(tokens.values());
    }

    ServiceToken token(String client) {
        return Optional.ofNullable(tokens.get(client)).orElseThrow();
    }

    /** Under the name of a bundle, other bytes than the name says. */
    void uploadAs(String sha256, Path file) {
        account.upload(BUNDLES, "bundles/" + sha256 + ".tar.gz", file);
    }

    String audience() {
        return audience;
    }

    /** As the host makes it of the parameter. */
    String adminKey() {
        return "ak-first-" + secrets.getOrDefault("admin-key", "").substring(0, ADMIN_KEY_LENGTH);
    }

    /** Where the stand-in of cloudflared takes what comes from Cloudflare. */
    int tunnelPort() {
        return tunnelPort;
    }

    /** What must be nowhere but in its own files. */
    Map<String, String> secrets() {
        return Map.copyOf(secrets);
    }

    private static ServiceToken token() {
        return new ServiceToken(
                UUID.randomUUID().toString().replace("-", "") + ".access",
                UUID.randomUUID().toString().replace("-", ""),
                true);
    }

    private void secret(String name, String value) {
        secrets.put(name, value);
        versions.put(name, account.put(PREFIX + name, value, true));
    }
}
