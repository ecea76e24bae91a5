package dev.portcullis.cloudflare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portcullis.input.BadInput;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;

/** Reading calls of Cloudflare's API with one token. A call never throws for what Cloudflare or the network does. */
public final class CloudflareApi {
    public static final URI PUBLIC = URI.create("https://api.cloudflare.com/client/v4");

    /** Cloudflare's own libraries and its providers for Terraform and Pulumi read this variable too. */
    private static final String ADDRESS = "CLOUDFLARE_BASE_URL";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int SHOWN = 200;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            // The token must go nowhere else.
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI api;
    private final String token;

    /**
     * The address of the API: Cloudflare's, unless the environment names another.
     *
     * @throws BadInput for one that would carry the token in clear over a network
     */
    public static URI address(Map<String, String> environment) {
        String given = environment.getOrDefault(ADDRESS, "");
        if (given.isEmpty()) {
            return PUBLIC;
        }
        if (!given.matches("https://[^/?#@]+(?:/[^?#]*)?|http://127\\.0\\.0\\.1:\\d{1,5}(?:/[^?#]*)?")) {
            throw new BadInput(ADDRESS, "an https address", "'" + given + "'", "Unset it to ask Cloudflare itself");
        }
        return URI.create(given.replaceFirst("/$", ""));
    }

    /** @param api such as {@link #PUBLIC} */
    public CloudflareApi(URI api, String token) {
        this.api = api;
        this.token = token;
    }

    /**
     * Asks one question that changes nothing.
     *
     * @param path with its query, such as {@code /zones?per_page=50}
     */
    public CloudflareAnswer get(String path) throws InterruptedException {
        HttpRequest request;
        try {
            request = HttpRequest.newBuilder(URI.create(api + path))
                    .timeout(Duration.ofSeconds(20))
                    .header("authorization", "Bearer " + token)
                    .build();
        } catch (IllegalArgumentException e) {
            // A line end in the token; the exception would show it.
            return new CloudflareAnswer.Refused(400, 0, "the token is no text that a header can hold");
        }
        try {
            return read(http.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (HttpTimeoutException e) {
            return new CloudflareAnswer.Unreached("no answer in time");
        } catch (IOException e) {
            return new CloudflareAnswer.Unreached(
                    "no connection (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static CloudflareAnswer read(HttpResponse<String> answer) {
        JsonNode tree;
        try {
            tree = JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            return new CloudflareAnswer.Unreached("status " + answer.statusCode() + " without JSON");
        }
        if (answer.statusCode() == 200 && tree.path("success").asBoolean()) {
            return new CloudflareAnswer.Given(
                    tree.path("result"),
                    Math.max(1, tree.at("/result_info/total_pages").asInt(1)));
        }
        JsonNode error = tree.path("errors").path(0);
        String message = error.path("message").asText("no reason").replaceAll("\\p{Cntrl}", " ");
        return new CloudflareAnswer.Refused(
                answer.statusCode(),
                error.path("code").asInt(0),
                message.length() > SHOWN ? message.substring(0, SHOWN) : message);
    }
}
