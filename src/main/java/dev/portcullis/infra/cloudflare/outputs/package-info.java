/**
 * Results of the Cloudflare look-ups, where the official SDK has them. Runs inside {@code pulumi up} and {@code plan};
 * knows nothing but the JDK.
 */
@NullMarked
package dev.portcullis.infra.cloudflare.outputs;

import org.jspecify.annotations.NullMarked;
