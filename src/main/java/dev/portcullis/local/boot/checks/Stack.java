package dev.portcullis.local.boot.checks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.portcullis.local.boot.cloud.Account;
import dev.portcullis.local.boot.cloud.Rendered;
import dev.portcullis.local.boot.guest.BootFailure;
import dev.portcullis.local.trial.FreePort;
import dev.portcullis.probe.ServiceToken;
import dev.portcullis.release.Bundle;
import dev.portcullis.release.Ports;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The outputs of {@code pulumi up} for one stack in the account: buckets, secrets, the bundle and {@code desired}. All
 * of it is what the program declares; only values that a cloud would make up are made up here.
 */
public final class Stack {
    /** A client from the beginning. */
    public static final String LAPTOP = "laptop";
    /** One that comes later. */
    static final String LATE = "late";

    private static final String TUNNEL_TOKEN = "tunnel-token";
    /** Begins the names of the parameters of declared keys. */
    private static final String DECLARED_KEY = "client-key-";

    private static final int KEY_ID_LENGTH = 8;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int SECRET_LENGTH = 48;
    private static final int KEY_SECRET_LENGTH = 43;
    private static final String MOTO = "123456789012";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SecureRandom random = new SecureRandom();
    private final Account account;
    private final Path project;
    private final Ports ports;
    private final Rendered rendered;
    private final ObjectNode desired;
    private final String issuer;
    private final String audience = UUID.randomUUID().toString().replace("-", "");
    private final int tunnelPort = FreePort.any();
    private final Map<String, String> secrets = new TreeMap<>();
    private final Map<String, Integer> versions = new TreeMap<>();
    private final Map<String, ServiceToken> tokens = Map.of(LAPTOP, token(), LATE, token());
    private final Set<String> clients = new TreeSet<>(Set.of(LAPTOP));
    private String bundle = "";

    public Stack(Account account, Path project, Ports ports, Rendered rendered, String issuer) {
        this.account = account;
        this.project = project;
        this.ports = ports;
        this.rendered = rendered;
        this.desired = rendered.document();
        this.issuer = issuer;
    }

    /** Runs once, in an empty account. */
    public void make() {
        account.makeBucket(bundles());
        account.makeBucket(backups());
        account.makeLogGroup(journal());
        // The plan knows no account. Moto keeps each account's groups apart, and this one is its own.
        desired.withObject("/logs")
                .put("role", desired.at("/logs/role").asText().replaceFirst("::[0-9]{12}:", "::" + MOTO + ":"));
        desired.path("secretVersions").fieldNames().forEachRemaining(name -> {
            if (!name.equals(TUNNEL_TOKEN)) {
                rotate(name);
            }
        });
        String token = JSON.createObjectNode()
                .put("listen", tunnelPort)
                .set("ingress", rendered.ingress(ports, audience))
                .toString();
        secret(TUNNEL_TOKEN, Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8)));
        for (String name : List.of(appliedName(), orderName(), restoredName())) {
            account.put(name, "{}", false);
        }
    }

    /** A new value under an old name. */
    void rotate(String name) {
        secret(
                name,
                name.startsWith(DECLARED_KEY)
                        ? "pk-" + letters(KEY_ID_LENGTH).toLowerCase(Locale.ROOT) + "-" + letters(KEY_SECRET_LENGTH)
                        : letters(SECRET_LENGTH));
    }

    private String letters(int length) {
        StringBuilder value = new StringBuilder();
        random.ints(length, 0, ALPHABET.length()).forEach(index -> value.append(ALPHABET.charAt(index)));
        return value.toString();
    }

    /** The virtual key that the settings declare for the client, as {@code pulumi stack output} would show it. */
    String declaredKey(String client) {
        return Optional.ofNullable(secrets.get(DECLARED_KEY + client))
                .orElseThrow(() -> new BootFailure(
                        desiredName(),
                        "a declared key of the client " + client,
                        "none",
                        "Declare it in the example stack's settings"));
    }

    /** The next {@link #want} names it. */
    void admit(String client) {
        clients.add(client);
    }

    public void upload(Bundle bundle) {
        account.upload(bundles(), bundle.key(), bundle.writeBelow(project));
    }

    /** Sets {@code desired}; the host does the rest. */
    public void want(String bundleSha256) {
        bundle = bundleSha256;
        ObjectNode byId = JSON.createObjectNode();
        clients.forEach(name -> byId.put(token(name).clientId(), name));
        ObjectNode wanted = JSON.createObjectNode();
        versions.forEach(wanted::put);
        fill("bundle", JSON.createObjectNode().put("sha256", bundleSha256));
        fill("audience", TextNode.valueOf(audience));
        fill("issuer", TextNode.valueOf(issuer));
        fill("clients", byId);
        fill("secretVersions", wanted);
        account.put(desiredName(), desired.toString(), false);
    }

    /** Creates only parameters that the program declares. */
    private void fill(String name, JsonNode value) {
        if (!desired.has(name)) {
            throw new BootFailure(
                    desiredName(), "a '" + name + "'", desired.toString(), "The program and the boot test differ");
        }
        desired.set(name, value);
    }

    public String desiredName() {
        return rendered.name();
    }

    public String appliedName() {
        return prefix() + "applied";
    }

    String orderName() {
        return prefix() + "restore";
    }

    String restoredName() {
        return prefix() + "restored";
    }

    private String prefix() {
        return desiredName().substring(0, desiredName().lastIndexOf('/') + 1);
    }

    private String bundles() {
        return desired.path("bundleBucket").asText();
    }

    /** The log group that takes the host's journal. */
    String journal() {
        return desired.path("logs").path("group").asText();
    }

    String backups() {
        return desired.path("backupBucket").asText();
    }

    /** The same bundle, with what else has changed. */
    void wantAgain() {
        want(bundle);
    }

    String bundle() {
        return bundle;
    }

    /** The clients as the edge knows them, with those that do not exist yet. */
    public List<ServiceToken> tokens() {
        return List.copyOf(tokens.values());
    }

    ServiceToken token(String client) {
        return Optional.ofNullable(tokens.get(client)).orElseThrow();
    }

    /** Stores, under a bundle's name, bytes that do not match it. */
    void uploadAs(String sha256, Path file) {
        account.upload(bundles(), "bundles/" + sha256 + ".tar.gz", file);
    }

    public String audience() {
        return audience;
    }

    /** The admin key that the host makes of the parameter. */
    String adminKey() {
        return "ak-first-" + secrets.getOrDefault("admin-key", "").substring(0, KEY_SECRET_LENGTH);
    }

    /** The port on which the stand-in of cloudflared takes requests from Cloudflare. */
    public int tunnelPort() {
        return tunnelPort;
    }

    /** The secrets that must be nowhere but in their own files. */
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
        versions.put(name, account.put(prefix() + name, value, true));
    }
}
