package dev.portcullis.infra.cloudflare.outputs;

/**
 * What starts a connector.
 *
 * @param token base64 of the account, the tunnel's id and its secret
 */
public record GetZeroTrustTunnelCloudflaredTokenResult(String token) {
    /** Without the token, so that no message or log line can carry it. */
    @Override
    public String toString() {
        return "GetZeroTrustTunnelCloudflaredTokenResult[token=(secret)]";
    }
}
