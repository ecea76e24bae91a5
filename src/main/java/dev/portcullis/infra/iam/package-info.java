/**
 * IAM policy documents as data: pure functions from names to JSON, so that each right can be tested without an engine.
 *
 * <p>Runs inside {@code pulumi up} and {@code plan}, but knows nothing of Pulumi. A statement cannot hold a wildcard
 * action, and holds the resource {@code *} only through {@link dev.portcullis.infra.iam.AnyResource}, which demands a
 * written reason.
 */
@NullMarked
package dev.portcullis.infra.iam;

import org.jspecify.annotations.NullMarked;
