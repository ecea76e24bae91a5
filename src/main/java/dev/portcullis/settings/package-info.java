/**
 * Raw stack configuration in, one immutable {@link dev.portcullis.settings.Settings} out, or all problems at once.
 *
 * <p>Runs anywhere; knows the JDK and {@code input} only. It reads no secret (of some it asks whether they fit), never reads a file and never learns
 * where a value came from, so that {@code pulumi up} and {@code plan} cannot differ in what they accept.
 */
@NullMarked
package dev.portcullis.settings;

import org.jspecify.annotations.NullMarked;
