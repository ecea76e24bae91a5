/**
 * The parts that travel to the host, and the stamp of a build: the content-addressed bundle, the rendered user data,
 * the stamp of the sources in the jars.
 *
 * <p>Runs on a laptop and in CI; pure, so that the same source gives the same bytes. Knows nothing of Pulumi.
 */
@NullMarked
package dev.portcullis.release;

import org.jspecify.annotations.NullMarked;
