/**
 * HTTP servers that only this machine can reach, for the stand-ins.
 *
 * <p>Runs on a laptop inside {@code ./portcullis try} and in tests. Knows Vert.x and nothing of what is served. The
 * request target stays as it arrived: Vert.x hands it on unread, which is why a corpus of attacks can be judged on it.
 * The one exception is Netty's: a run of blanks around the target parts the request line, as RFC 9112 section 3 allows.
 */
@NullMarked
package dev.portcullis.local.loopback;

import org.jspecify.annotations.NullMarked;
