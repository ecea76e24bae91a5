/**
 * HTTP/1.1 that has one meaning: requests whose ends two readers could see at different places never reach the HTTP
 * stack, and a request says for which of this gateway's names it is.
 *
 * <p>Runs in the gate's listeners and in the stand-ins on loopback. Knows Netty's bytes and Vert.x's connections, and
 * nothing of routes or keys.
 *
 * <p>Why beside Netty's own decoder (Vert.x 5.0.12 with Netty 4.2, 2026-11): it takes blanks and tabs in the request
 * line, blanks before the size of a chunk and any value of Transfer-Encoding, and Vert.x offers no switch for its strict
 * modes. A body after {@code Transfer-Encoding: xchunked} was read as the next request, under the key of that request.
 *
 * <p>Source: RFC 9112 (HTTP/1.1), 2.2, 3, 5.1, 6 and 7.1; where it lets a recipient be lenient, this one is not.
 */
@NullMarked
package dev.portcullis.gate.wire;

import org.jspecify.annotations.NullMarked;
