/**
 * Cloudflare's API as a laptop and an update ask it with one token, and the permissions that such a token needs.
 *
 * <p>Must not know the facts of the doctor nor the questions of init.
 */
@NullMarked
package dev.portcullis.cloudflare;

import org.jspecify.annotations.NullMarked;
