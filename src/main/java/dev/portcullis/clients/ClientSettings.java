package dev.portcullis.clients;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The blocks to paste into a client, for each client that can send headers of its own. The service token goes into
 * headers, and the virtual key into the place of the API key.
 */
public final class ClientSettings {
    /** An answer that is no JSON comes from a layer in front of the gate, and those layers do not explain themselves. */
    static final ClientSetting LAYERS = new ClientSetting("If an answer is a bare word and not JSON", """
            error code: 1010                   Cloudflare's Browser Integrity Check refuses the client's user agent
            Sorry, you have been blocked       Cloudflare's firewall: a method or path that the gateway does not serve
            error code: 1015                   Cloudflare's rate limit; retry-after says how long
            Unauthorized, Forbidden, a login   Cloudflare Access: the CF-Access headers are missing or not this client's
            error code: 502, 530, 1033         the tunnel has no connection: the host is asleep, starting or down
            error code: 524                    the host took the request and sent nothing for 100 s
            an empty 404                       the host name is not the gateway's
            """);

    private ClientSettings() {}

    /** All blocks, with an empty line after each but the last. */
    public static String render(ClientTarget target) {
        return Stream.of(
                        Stream.of(AgentSettings.SHELL),
                        AgentSettings.ALL.stream(),
                        SdkSettings.ALL.stream(),
                        Stream.of(LAYERS))
                .flatMap(blocks -> blocks)
                .map(block -> block.render(target))
                .collect(Collectors.joining("\n"));
    }

    /** The hint that an answer which is no JSON gives about the layer that sent it. */
    public static String layers() {
        return LAYERS.title() + "\n" + LAYERS.template().indent(2);
    }
}
