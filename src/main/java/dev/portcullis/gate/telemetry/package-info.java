/**
 * The gate's log, its metrics and the signal of activity that keeps the host awake. Nothing of a body, an answer or a key
 * ever gets here; {@link dev.portcullis.gate.telemetry.Redacted} holds that for paths.
 */
@NullMarked
package dev.portcullis.gate.telemetry;

import org.jspecify.annotations.NullMarked;
