package dev.portcullis.connect.invite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portcullis.input.BadInput;
import dev.portcullis.probe.ServiceToken;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * The whole of what a teammate's tool needs to call a gateway.
 *
 * @param client the stack's client whose token and key these are
 * @param key the virtual key
 */
public record Invitation(URI url, String client, ServiceToken token, String key) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int FORMAT = 1;
    private static final Pattern URL = Pattern.compile("https://[A-Za-z0-9.-]{1,253}");
    private static final Pattern CLIENT = Pattern.compile("[a-z][a-z0-9-]{0,29}");
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_.-]{8,200}");
    private static final Pattern KEY = Pattern.compile("pk-[a-z0-9]{8}-[A-Za-z0-9_-]{43}");

    /** One line with all secrets. */
    public String text() {
        return JSON.createObjectNode()
                .put("portcullisInvitation", FORMAT)
                .put("url", url.toString())
                .put("client", client)
                .put("clientId", token.clientId())
                .put("clientSecret", token.clientSecret())
                .put("key", key)
                .toString();
    }

    /**
     * Reads what {@link #text} wrote, in the hands of somebody who did not write it.
     *
     * @param where the name of the file, for messages
     */
    public static Invitation parse(String where, String text) {
        try {
            JsonNode json = JSON.readTree(text);
            String url = json.path("url").asText();
            String client = json.path("client").asText();
            String id = json.path("clientId").asText();
            String secret = json.path("clientSecret").asText();
            String key = json.path("key").asText();
            if (json.path("portcullisInvitation").asInt() == FORMAT
                    && URL.matcher(url).matches()
                    && CLIENT.matcher(client).matches()
                    && SECRET.matcher(id).matches()
                    && SECRET.matcher(secret).matches()
                    && KEY.matcher(key).matches()) {
                return new Invitation(URI.create(url), client, new ServiceToken(id, secret, true), key);
            }
        } catch (JsonProcessingException e) {
            // Told below, without what it holds.
        }
        throw new BadInput(
                where,
                "an invitation of this release, whole",
                "something else",
                "Ask for another: ./portcullis connect --invite NAME --stack STACK");
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "Invitation[" + client + " at " + url + "]";
    }
}
