package dev.portcullis.infra.cloudflare.outputs;

/**
 * The token that a connector starts with.
 *
 * @param token base64 of the account, the tunnel's id and its secret
 */
public record GetZeroTrustTunnelCloudflaredTokenResult(String token) {
    /** Prints without the token, so that no message or log line can carry it. */
    @Override
    public String toString() {
        return "GetZeroTrustTunnelCloudflaredTokenResult[token=(secret)]";
    }
}
