package dev.portcullis.policy;

/**
 * The part of a request that the edge's rules can see.
 *
 * @param host the Host header as sent: case, port and all
 * @param ssl whether the caller spoke TLS to the edge
 * @param rawPath the request target as sent, without the query
 * @param sourceAddress the caller's address as a literal
 */
public record EdgeRequest(String method, String host, boolean ssl, String rawPath, String sourceAddress) {

    /** The path that most rules look at; it can be quite another than what the origin receives. */
    String path() {
        return Normalization.rfc3986(rawPath);
    }
}
