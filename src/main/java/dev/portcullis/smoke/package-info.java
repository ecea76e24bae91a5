/**
 * Tries a live gateway from outside, as its callers do: through the edge, with a service token and a virtual key.
 *
 * <p>Runs on a laptop and in CI, whose logs others read: so nothing that it says holds the gateway's host name, a secret
 * or a word of an answer's body, and it knows of the gateway only what every caller knows. Certificates are always
 * checked and redirects never followed. Its requests are free unless it is told to pay.
 */
@NullMarked
package dev.portcullis.smoke;

import org.jspecify.annotations.NullMarked;
