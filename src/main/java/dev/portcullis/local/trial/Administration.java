package dev.portcullis.local.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;

/**
 * The gate's administrators' API, as {@code ./portcullis keys} uses it.
 *
 * @param keyFile where {@code key} is
 */
public record Administration(URI base, String key, Path keyFile) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final FileAttribute<Set<PosixFilePermission>> OWNER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /**
     * Writes the file in which the commands look for a running trial; see {@code RunningTry} of the room {@code cli}.
     *
     * @param secrets the secrets of the trial's caller, as lines {@code NAME=value}
     */
    void announce(Path folder, String callers, String secrets) throws IOException {
        Files.createFile(folder.resolve("caller.env"), OWNER);
        Files.writeString(folder.resolve("caller.env"), secrets);
        String json = JSON.writeValueAsString(JSON.createObjectNode()
                .put("url", base.toString())
                .put("adminKeyFile", keyFile.toString())
                .put("callers", callers));
        Files.writeString(folder.resolve("admin.json"), json);
    }

    /** A new virtual key; the terms are as in the API's description. */
    public String createKey(String terms) throws IOException, InterruptedException {
        return ask("POST", "/admin/keys", terms).path("secret").asText();
    }

    public void revoke(String name) throws IOException, InterruptedException {
        ask("POST", "/admin/keys/" + name + "/revoke", "");
    }

    /** The cost of the key's finished calls in dollars; the empty text before the first is. */
    public String spentBy(String name) throws IOException, InterruptedException {
        for (JsonNode spent : ask("GET", "/admin/spend?by=key", "").path("items")) {
            if (spent.path("name").asText().equals(name)) {
                return spent.path("cost").asText();
            }
        }
        return "";
    }

    private JsonNode ask(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .header("authorization", "Bearer " + key)
                .header("content-type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(
                    method + " " + path + " was answered " + response.statusCode() + ": " + response.body());
        }
        return JSON.readTree(response.body());
    }

    /** The key stays out of logs. */
    @Override
    public String toString() {
        return base.toString();
    }
}
