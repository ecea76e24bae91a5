package dev.portcullis.release.newer;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** GitHub's list of releases, without a login. */
public final class GitHubSite implements ReleaseSite {
    private static final Pattern TAG = Pattern.compile("v?([0-9]+(?:\\.[0-9]+){2})(?:-stable)?");
    private static final String DIGEST = "sha256:";
    private static final int MOST_LIST = 16 << 20;
    private static final long MOST_FILE = 256L << 20;
    private static final int BUFFER = 64 << 10;

    private final URI api;
    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(Duration.ofSeconds(20))
            .build();

    /** @param api the address of the API, with no slash at its end */
    public GitHubSite(URI api) {
        this.api = api;
    }

    @Override
    public List<Published> published(String repository) {
        URI address = URI.create(api + "/repos/" + repository + "/releases?per_page=50");
        try (InputStream body = get(address, Duration.ofMinutes(1))) {
            byte[] text = body.readNBytes(MOST_LIST);
            return releases(JsonParser.parseString(new String(text, StandardCharsets.UTF_8))
                    .getAsJsonArray());
        } catch (IOException e) {
            throw new SiteAway(address.toString(), String.valueOf(e));
        } catch (JsonParseException
                | IllegalStateException
                | UnsupportedOperationException
                | NullPointerException
                | DateTimeException e) {
            throw new SiteAway(address.toString(), "another document");
        }
    }

    @Override
    public String sha256(URI file) {
        try (InputStream body = get(file, Duration.ofMinutes(10))) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            long left = MOST_FILE;
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                left -= read;
                if (left < 0) {
                    throw new SiteAway(file.toString(), "more than " + MOST_FILE + " bytes");
                }
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new SiteAway(file.toString(), String.valueOf(e));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static List<Published> releases(JsonArray all) {
        List<Published> finished = new ArrayList<>();
        for (JsonElement element : all) {
            JsonObject release = element.getAsJsonObject();
            Matcher tag = TAG.matcher(release.get("tag_name").getAsString());
            if (tag.matches()
                    && !release.get("draft").getAsBoolean()
                    && !release.get("prerelease").getAsBoolean()) {
                finished.add(new Published(
                        tag.group(1),
                        Instant.parse(release.get("published_at").getAsString()),
                        assets(release.getAsJsonArray("assets"))));
            }
        }
        return finished;
    }

    private static List<Published.Asset> assets(JsonArray all) {
        List<Published.Asset> assets = new ArrayList<>();
        for (JsonElement element : all) {
            JsonObject asset = element.getAsJsonObject();
            JsonElement digest = asset.get("digest");
            boolean isGiven = digest != null
                    && !digest.isJsonNull()
                    && digest.getAsString().startsWith(DIGEST);
            assets.add(new Published.Asset(
                    asset.get("name").getAsString(),
                    URI.create(asset.get("browser_download_url").getAsString()),
                    isGiven ? digest.getAsString().substring(DIGEST.length()) : ""));
        }
        return assets;
    }

    private InputStream get(URI address, Duration limit) throws IOException {
        // GitHub refuses a request without the name of a program.
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(limit)
                .header("User-Agent", "portcullis")
                .build();
        try {
            HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (answer.statusCode() != 200) {
                answer.body().close();
                throw new SiteAway(address.toString(), "status " + answer.statusCode());
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SiteAway(address.toString(), "an interruption");
        }
    }
}
