package dev.portcullis.local.boot.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.local.boot.guest.BootFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/** The stand-in account as {@code pulumi up} would leave it. Moto looks at whom a signature is for and not whether it is right. */
public record Account(URI endpoint, String region) {
    static final String KEY_ID = "AKIABOOTTEST";
    static final String SECRET = "of-the-stand-in";

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** Blocks until the stand-in has come up. */
    public void awaitAnswer() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            if (System.nanoTime() > deadline) {
                String limit = "an answer within " + PATIENCE.toSeconds() + " s";
                throw new BootFailure("stand-in of AWS", limit, "none", "Check moto.log");
            }
            Thread.onSpinWait();
        }
    }

    private boolean answers() {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(endpoint.resolve("/moto-api/")).build();
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The version that it has now. */
    public int put(String parameter, String value, boolean secret) {
        ObjectNode body = JSON.createObjectNode()
                .put("Name", parameter)
                .put("Value", value)
                .put("Type", secret ? "SecureString" : "String")
                .put("Overwrite", true);
        return ssm("PutParameter", body).path("Version").asInt();
    }

    public String parameter(String name) {
        return ssm("GetParameter", JSON.createObjectNode().put("Name", name))
                .path("Parameter")
                .path("Value")
                .asText();
    }

    public void makeBucket(String name) {
        String where = "<CreateBucketConfiguration><LocationConstraint>" + region
                + "</LocationConstraint></CreateBucketConfiguration>";
        send("s3", request("/" + name).PUT(BodyPublishers.ofString(region.equals("us-east-1") ? "" : where)));
    }

    public void upload(String bucket, String key, Path file) {
        try {
            send("s3", request("/" + bucket + "/" + key).PUT(BodyPublishers.ofFile(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The list of what lies in it, as XML. */
    public String list(String bucket) {
        return send("s3", request("/" + bucket).GET());
    }

    /** Reads an object as bytes: a dump is no text. */
    public byte[] download(String bucket, String key) {
        try {
            HttpRequest request = signed("s3", request("/" + bucket + "/" + key).GET());
            return HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    public void makeLogGroup(String name) {
        call("logs", "Logs_20140328.CreateLogGroup", JSON.createObjectNode().put("logGroupName", name));
    }

    /** The lines of a group with their streams, as JSON. */
    public String log(String group) {
        return call(
                        "logs",
                        "Logs_20140328.FilterLogEvents",
                        JSON.createObjectNode().put("logGroupName", group))
                .toString();
    }

    private JsonNode ssm(String action, ObjectNode body) {
        return call("ssm", "AmazonSSM." + action, body);
    }

    private JsonNode call(String service, String target, ObjectNode body) {
        BodyPublisher publisher = BodyPublishers.ofString(body.toString());
        try {
            return JSON.readTree(send(
                    service,
                    request("/")
                            .header("x-amz-target", target)
                            .header("content-type", "application/x-amz-json-1.1")
                            .POST(publisher)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(endpoint.resolve(path)).timeout(Duration.ofSeconds(30));
    }

    private HttpRequest signed(String service, HttpRequest.Builder request) {
        String scope = KEY_ID + "/20260101/" + region + "/" + service + "/aws4_request";
        request.header(
                "authorization", "AWS4-HMAC-SHA256 Credential=" + scope + ", SignedHeaders=host, Signature=none");
        return request.build();
    }

    private String send(String service, HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(signed(service, request), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new BootFailure(
                        "stand-in of AWS",
                        "an answer of " + service,
                        response.statusCode() + ": " + response.body(),
                        "Check its log");
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
