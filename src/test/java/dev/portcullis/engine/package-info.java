/**
 * The program under the real engine: the Pulumi CLI and its host for Java run it as a user's {@code pulumi up} does,
 * with a state file in a temporary folder and stand-ins in place of the providers.
 */
@NullMarked
package dev.portcullis.engine;

import org.jspecify.annotations.NullMarked;
